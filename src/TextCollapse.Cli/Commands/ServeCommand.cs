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
            Description = "the first lesson: a study, a preset, or a lesson link from the page",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var port = new Option<int>("--port") { Description = "the port; 0 for any free port", DefaultValueFactory = _ => DefaultPort };
        var host = new Option<string?>("--host")
        {
            Description = "shares the page on an address of this machine; 0.0.0.0 for all addresses",
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
        command.SetAction(async (parsed, cancellation) =>
        {
            var settings = Lesson(parsed.GetValue(lesson));
            if (parsed.GetValue(record) is { } file)
                return Record(terminal, settings ?? new(), file, parsed.GetValue(threads), cancellation);
            var options = new ServeOptions
            {
                Port = CheckedPort(parsed.GetValue(port)),
                Host = parsed.GetValue(host),
                Code = parsed.GetValue(code),
                Threads = parsed.GetValue(threads),
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
            terminal.Line("The connection is not encrypted: use it only on a network that you trust.");
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

    private static int CheckedPort(int port) =>
        port is >= 0 and <= 65535 ? port : throw new InputException("--port", $"is {port}; it must be from 0 to 65535.");
}
