using TextCollapse.Experiments.Execution;

namespace TextCollapse.Cli.Output;

/// <summary>Prints the failed chains to standard error at the end of a run, grouped by reason.</summary>
internal static class FailureLines
{
    private const int MaxListed = 8;

    public static void Show(Terminal terminal, IReadOnlyCollection<ChainFailure> failures)
    {
        foreach (var reason in failures.GroupBy(failure => failure.Reason))
        {
            var chains = reason.Select(failure => $"arm {failure.Arm}, seed {failure.Seed}").ToArray();
            var more = chains.Length > MaxListed ? $" and {chains.Length - MaxListed} more" : "";
            terminal.Error($"Failed: {string.Join("; ", chains.Take(MaxListed))}{more}: {reason.Key}");
        }
    }
}
