using System.CommandLine;
using TextCollapse.Cli.Output;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Storage;
using TextCollapse.Reporting;

namespace TextCollapse.Cli.Commands;

/// <summary><c>collect DIR</c>: makes the result files of a run from whatever its chains have finished, and says what is missing.</summary>
internal static class CollectCommand
{
    private const int Named = 20;

    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("folder") { Description = "the folder of a run" };
        var quiet = new Option<bool>("--quiet") { Description = "only the paths of the results" };
        var command = new Command("collect",
            "Writes the result files from the finished generations of a run, even while it runs: 0 complete, 3 something is missing, 4 "
            + "a chain failed.") { folder, quiet };
        command.SetAction(words => Run(terminal, words.GetValue(folder)!, words.GetValue(quiet)));
        return command;
    }

    private static int Run(Terminal terminal, string path, bool quiet)
    {
        using var folder = RunFolder.Read(path);
        var states = ChainState.Of(folder).ToArray();
        var paths = ResultFiles.Write(folder);
        if (!quiet)
            Show(terminal, folder, states);
        foreach (var result in paths)
            terminal.Line(quiet ? result : $"  {result}");
        ChainFailure[] failures = [.. states.Select(state => state.Failure).OfType<ChainFailure>()];
        FailureLines.Show(terminal, failures);
        if (failures.Length > 0)
            return ExitCode.Unfulfilled;
        return states.All(state => state.Status == ChainStatus.Done) ? ExitCode.Done : ExitCode.Interrupted;
    }

    private static void Show(Terminal terminal, RunFolder folder, ChainState[] states)
    {
        int Count(ChainStatus status) => states.Count(state => state.Status == status);
        terminal.Line(
            $"{folder.Plan.Study}: {Count(ChainStatus.Done)} of {TextCollapse.Count.Of(states.Length, "chain")} done, {Count(ChainStatus.Running)} running, "
            + $"{Count(ChainStatus.Stopped)} begun and stopped, {Count(ChainStatus.Failed)} failed, {Count(ChainStatus.Missing)} not "
            + $"begun");
        var open = states.Where(state => state.Status is ChainStatus.Running or ChainStatus.Stopped or ChainStatus.Missing).ToArray();
        foreach (var state in open.Take(Named))
            terminal.Line($"  missing: index {state.Index}, cell {state.Cell.Id}, seed {state.Seed}: {Word(state)}");
        if (open.Length > Named)
            terminal.Line($"  … and {open.Length - Named} more");
        if (open.Length > 0)
            terminal.Line($"  all missing indices: {IndexRanges.Of(open.Select(state => state.Index))}");
    }

    private static string Word(ChainState state) => state.Status == ChainStatus.Missing ? "not begun"
        : $"{state.Generations} of {state.Cell.Options.Generations + 1} generations, "
            + $"{(state.Status == ChainStatus.Running ? "running" : "stopped")}";
}
