namespace TextCollapse.Tests.Metrics;

internal static partial class VectorCases
{
    private static Dictionary<string, Case> NgramModelCases() => new()
    {
    };

    private static string[] NgramModelOwed =>
    [
        "ngram_lm_perplexity_arpa",
    ];
}
