using System.CommandLine;
using TextCollapse.Files;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Rooms;
using TextCollapse.Web.Serving;

namespace TextCollapse.Cli.Commands;

/// <summary><c>serve</c>: the classroom page, for this machine alone unless told otherwise.</summary>
internal static class ServeCommand
{
    public static Command Create(Terminal terminal)
    {
        var lesson = new Argument<string?>("study") { Description = "a study, a preset, or a link of the page: the lesson to begin with", Arity = ArgumentArity.ZeroOrOne };
        var port = new Option<int>("--port") { Description = "the port; 0 for any that is free", DefaultValueFactory = _ => 5080 };
        var host = new Option<string?>("--host") { Description = "shares the page: an address of this machine, 0.0.0.0 for all of them", HelpName = "ADDRESS" };
        var code = new Option<string?>("--code") { Description = "the class's code (drawn unless it is said)", HelpName = "WORD" };
        var threads = new Option<int?>("--threads") { Description = "threads that train (one per core)", HelpName = "N" };
        var record = new Option<string?>("--record") { Description = "trains the lesson, writes what the page shows of it to a file, and ends", HelpName = "FILE" };
        var command = new Command("serve", "The classroom page: real models train while a class looks on.") { lesson, port, host, code, threads, record };
        command.SetAction(async (words, cancellation) =>
        {
            var settings = Lesson(words.GetValue(lesson));
            if (words.GetValue(record) is { } file)
                return Record(terminal, settings ?? new(), file, words.GetValue(threads) ?? Environment.ProcessorCount, cancellation);
            var options = new ServeOptions { Port = Allowed(words.GetValue(port)), Host = words.GetValue(host), Code = words.GetValue(code), Threads = words.GetValue(threads) };
            await using var server = await ClassroomServer.StartAsync(options, EnginesHere.All, EnginesHere.Pipelines, settings, cancellation);
            Say(terminal, server);
            await server.WaitAsync(cancellation);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Say(Terminal terminal, ClassroomServer server)
    {
        terminal.Line($"The teacher's page (this link steers; keep it to yourself):\n  {server.TeacherLink}");
        if (server.Keys.ClassCode is { } code)
            terminal.Line($"The class looks and votes with the code {code} at\n  {string.Join("\n  ", server.Addresses)}\nThe connection is not encrypted: share it within a network that you trust.");
        else
            terminal.Line($"Others on this machine may look: {server.Addresses.First()}\nTo share it with a class: --host 0.0.0.0");
        terminal.Line("Ctrl+C ends it.");
    }

    private static int Record(Terminal terminal, LessonSettings settings, string file, int threads, CancellationToken cancellation)
    {
        AtomicFile.WriteBytes(file, BoardFile.Write(BoardRecording.Train(settings, EnginesHere.All, EnginesHere.Pipelines, threads, cancellation)));
        terminal.Line(file);
        return ExitCode.Done;
    }

    private static LessonSettings? Lesson(string? link)
    {
        if (link is null)
            return null;
        if (!link.Contains('=', StringComparison.Ordinal))
            return StudyLesson.Of(StudySource.Read(link, []).Study, link);
        var settings = LessonSettings.FromQuery(Links.Parse(link[(link.IndexOf('?') + 1)..]), out var problems);
        return problems.Count > 0 ? throw new InputException(problems)
            : settings ?? throw new InputException("lesson", $"'{link}' says nothing about a lesson; it looks like '{new LessonSettings().Query()}'.");
    }

    private static int Allowed(int port) => port is >= 0 and <= 65535 ? port : throw new InputException("--port", $"is {port}; it is from 0 to 65535.");
}
