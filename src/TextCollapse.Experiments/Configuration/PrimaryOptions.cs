using TextCollapse.Metrics.Statistics;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Configuration;

/// <summary>
/// The section <c>primary</c>: what a study is about, stated before it runs. Its contrasts are one family of tests; everything else is
/// exploratory. A run keeps it: it cannot be changed once there are results.
/// </summary>
public sealed record PrimaryOptions
{
    /// <summary>Every arm against its baseline.</summary>
    public const string AllContrasts = "all";

    /// <summary>The columns of the family.</summary>
    [Option("the columns that the study is about, parted by commas")]
    public string Metric { get; init; } = "bpc_real, distinct_8, hapax_retention_5";

    /// <summary>What of them is compared.</summary>
    [Option("what of them is compared: level at the last generation, or change since generation 0")]
    public ContrastOutcome Outcome { get; init; }

    /// <summary>The comparisons of the family.</summary>
    [Option("which arms are compared, parted by commas: 'all' for every arm against its baseline (the first arm with the same kind of "
        + "model), or names of arms, or ARM against OTHER")]
    public string Contrasts { get; init; } = AllContrasts;

    /// <summary>The smallest difference of interest, in the unit of the metric.</summary>
    [Option("the smallest difference of interest, in the unit of the metric: 'study plan' computes power for it, and two arms are called "
        + "equal where they differ by less", Min = 0, MinExcluded = true, Unset = "none")]
    public double? SmallestEffect { get; init; }

    /// <summary>The level of the tests.</summary>
    [Option("the chance of any false finding in the family that is accepted", Min = 0, Max = 0.5, MinExcluded = true)]
    public double Alpha { get; init; } = 0.05;

    /// <summary>The columns, one by one.</summary>
    internal IReadOnlyList<string> Metrics => Split(Metric);

    /// <summary>The contrasts, one by one.</summary>
    internal IReadOnlyList<string> Named => Split(Contrasts);

    private static string[] Split(string list) =>
        [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
}
