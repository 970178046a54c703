using TextCollapse.Experiments.Measuring;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Configuration;

/// <summary>
/// The section <c>primary</c>: the primary outcome of a study, stated before it runs. Its contrasts are one family of tests; everything
/// else is exploratory. It cannot be changed once a run has results.
/// </summary>
public sealed record PrimaryOptions
{
    /// <summary>Every arm against its baseline.</summary>
    public const string AllContrasts = "all";

    /// <summary>The key metrics of every run: the primary metrics of a study that names no others.</summary>
    public static IReadOnlyList<string> KeyMetrics { get; } =
        [GenerationMeter.BpcReal.Id, GenerationMeter.Distinct.At(8).Id, GenerationMeter.HapaxRetentionHeldOut.Id];

    /// <summary>The columns of the family.</summary>
    [Option("the columns that the study is about, separated by commas")]
    public string Metric { get; init; } = string.Join(", ", KeyMetrics);

    /// <summary>The outcome that is compared.</summary>
    [Option("the outcome that is compared: level at the last generation, or change since generation 0")]
    public ContrastOutcome Outcome { get; init; }

    /// <summary>The comparisons of the family.</summary>
    [Option("which arms are compared, separated by commas: 'all' for every arm against its baseline (the first arm with the same kind of "
        + "model), or names of arms, or ARM against OTHER")]
    public string Contrasts { get; init; } = AllContrasts;

    /// <summary>The smallest difference of interest, in the unit of the metric.</summary>
    [Option("the smallest difference of interest, in the unit of the metric: 'study plan' computes power for it, and two arms count as "
        + "equal if they differ by less", Min = 0, MinExcluded = true, Unset = "none")]
    public double? SmallestEffect { get; init; }

    /// <summary>The level of the tests.</summary>
    [Option("the accepted probability of any false finding in the family", Min = 0, Max = 0.5, MinExcluded = true)]
    public double Alpha { get; init; } = 0.05;

    /// <summary>The columns, one by one.</summary>
    internal IReadOnlyList<string> Metrics => Split(Metric);

    /// <summary>The contrasts, one by one.</summary>
    internal IReadOnlyList<string> Named => Split(Contrasts);

    private static string[] Split(string list) =>
        [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
}
