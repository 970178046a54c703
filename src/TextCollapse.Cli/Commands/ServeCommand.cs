using System.CommandLine;
using TextCollapse.Files;
using TextCollapse.Web.Hosting;
using TextCollapse.Web.Lessons;

namespace TextCollapse.Cli.Commands;

/// <summary><c>serve</c>: the classroom page, for this machine only unless a host is given.</summary>
internal static class ServeCommand
{
    private static readonly int DefaultPort = new ServeOptions().Port;

    public static Command Create(Terminal terminal)
    {
        var lesson = new Argument<string?>("study")
        {
            Description = "the first lesson: a study, a preset, or a link of the page",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var port = new Option<int>("--port") { Description = "the port; 0 for any free port", DefaultValueFactory = _ => DefaultPort };
        var host = new Option<string?>("--host")
        {
            Description = "shares the page: an address of this machine, 0.0.0.0 for all",
            HelpName = "ADDRESS",
        };
        var code = new Option<string?>("--code")
        {
            Description = "the class's access code (needs --host; default: random)",
            HelpName = "CODE",
        };
        var threads = CountOption.Threads();
        var record = new Option<string?>("--record")
        {
            Description = "trains the lesson and writes its results to a file",
            HelpName = "FILE",
        };
        const string About = "Serves the classroom page: real models are trained while a class watches.";
        var command = new Command("serve", About) { lesson, port, host, code, threads, record };
        command.SetAction(async (words, cancellation) =>
        {
            var settings = Lesson(words.GetValue(lesson));
            if (words.GetValue(record) is { } file)
                return Record(terminal, settings ?? new(), file, words.GetValue(threads), cancellation);
            var options = new ServeOptions
            {
                Port = Allowed(words.GetValue(port)),
                Host = words.GetValue(host),
                Code = words.GetValue(code),
                Threads = words.GetValue(threads),
            };
            return await ServeAsync(terminal, options, settings, cancellation);
        });
        return command;
    }

    private static async Task<int> ServeAsync(
        Terminal terminal, ServeOptions options, LessonSettings? lesson, CancellationToken cancellation)
    {
        try
        {
            await using var server = await ClassroomServer.StartAsync(
                options, CompositionRoot.All, CompositionRoot.Pipelines, lesson, cancellation);
            Describe(terminal, server);
            await server.WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Ctrl+C is the normal way to stop a server; open connections may cancel its shutdown.
        }
        return ExitCode.Done;
    }

    private static void Describe(Terminal terminal, ClassroomServer server)
    {
        terminal.Line($"The teacher's page (this link gives full control; keep it secret):\n  {server.TeacherLink}");
        if (server.ClassCode is { } code)
        {
            terminal.Line($"Students watch and vote, with the access code {code}, at\n  {string.Join("\n  ", server.Addresses)}");
            terminal.Line("The connection is not encrypted: use it within a network that you trust.");
        }
        else
        {
            terminal.Line($"Students on this machine: {server.Addresses.First()}\nTo share the page with a class: --host 0.0.0.0");
        }
        terminal.Line("Press Ctrl+C to stop.");
    }

    private static int Record(Terminal terminal, LessonSettings settings, string file, int threads, CancellationToken cancellation)
    {
        AtomicFile.WriteBytes(file, LessonRecorder.Record(settings, CompositionRoot.All, CompositionRoot.Pipelines, threads, cancellation));
        terminal.Line(file);
        return ExitCode.Done;
    }

    private static LessonSettings? Lesson(string? link)
    {
        if (link is null)
            return null;
        return link.Contains('=', StringComparison.Ordinal)
            ? LessonSettings.Parse(link)
            : LessonFromStudy.Convert(StudySource.Read(link, []).Study, link);
    }

    private static int Allowed(int port) =>
        port is >= 0 and <= 65535 ? port : throw new InputException("--port", $"is {port}; it must be from 0 to 65535.");
}
