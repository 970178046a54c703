using TextCollapse.Experiments.Execution;

namespace TextCollapse.Cli.Output;

/// <summary>The chains that failed, at the end and on standard error: each reason once, with the chains that it befell.</summary>
internal static class FailureLines
{
    private const int Named = 8;

    public static void Show(Terminal terminal, IReadOnlyCollection<ChainFailure> failures)
    {
        foreach (var reason in failures.GroupBy(failure => failure.Reason))
        {
            var chains = reason.Select(failure => $"cell {failure.Cell}, seed {failure.Seed}").ToArray();
            terminal.Error(
                $"Failed: {string.Join("; ", chains.Take(Named))}{(chains.Length > Named ? $" and {chains.Length - Named} more" : "")}: {reason.Key}");
        }
    }
}
