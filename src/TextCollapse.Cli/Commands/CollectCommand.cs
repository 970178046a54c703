using System.CommandLine;
using TextCollapse.Cli.Output;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Storage;
using TextCollapse.Reporting;

namespace TextCollapse.Cli.Commands;

/// <summary><c>collect DIR</c>: writes the result files of a run from its finished generations, and lists the unfinished chains.</summary>
internal static class CollectCommand
{
    private const int MaxListed = 20;

    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("folder") { Description = "folder of a run" };
        var quiet = new Option<bool>("--quiet") { Description = "prints only the paths of the results" };
        var command = new Command("collect",
            "Writes the result files from the finished generations of a run, also while it is running. Exit codes: 0 complete, "
            + "3 unfinished chains, 4 a chain failed.") { folder, quiet };
        command.SetAction(parsed => Run(terminal, parsed.GetValue(folder)!, parsed.GetValue(quiet)));
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
            $"{folder.Plan.Study}: {Count(ChainStatus.Done)} of {TextCollapse.Count.Of(states.Length, "chain")} done, "
            + $"{Count(ChainStatus.Running)} running, "
            + $"{Count(ChainStatus.Stopped)} stopped, {Count(ChainStatus.Failed)} failed, {Count(ChainStatus.Missing)} not started");
        var open = states.Where(state => state.Status is ChainStatus.Running or ChainStatus.Stopped or ChainStatus.Missing).ToArray();
        foreach (var state in open.Take(MaxListed))
            terminal.Line($"  missing: index {state.Index}, arm {state.Arm.Id}, seed {state.Seed}: {Describe(state)}");
        if (open.Length > MaxListed)
            terminal.Line($"  … and {open.Length - MaxListed} more");
        if (open.Length > 0)
            terminal.Line($"  all missing indices: {IndexRanges.Of(open.Select(state => state.Index))}");
    }

    private static string Describe(ChainState state) => state.Status == ChainStatus.Missing ? "not started"
        : $"{state.Generations} of {state.Arm.Options.Generations + 1} generations, "
            + $"{(state.Status == ChainStatus.Running ? "running" : "stopped")}";
}
