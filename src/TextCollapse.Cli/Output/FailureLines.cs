using TextCollapse.Experiments.Execution;

namespace TextCollapse.Cli.Output;

/// <summary>The chains that failed, at the end and on standard error: each reason once, with its chains.</summary>
internal static class FailureLines
{
    private const int Named = 8;

    public static void Show(Terminal terminal, IReadOnlyCollection<ChainFailure> failures)
    {
        foreach (var reason in failures.GroupBy(failure => failure.Reason))
        {
            var chains = reason.Select(failure => $"cell {failure.Cell}, seed {failure.Seed}").ToArray();
            var more = chains.Length > Named ? $" and {chains.Length - Named} more" : "";
            terminal.Error($"Failed: {string.Join("; ", chains.Take(Named))}{more}: {reason.Key}");
        }
    }
}
