using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Storage;
using TextCollapse.Metrics;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Options;

namespace TextCollapse.Reporting;

/// <summary>
/// <c>contrasts.csv</c>: every arm compared with its baseline at the last generation and in its change since generation 0, paired by seed,
/// with sign-flip tests; and the effect of collapse on the column, which tells whether a difference is better or worse.
/// </summary>
public static class ContrastsCsv
{
    /// <summary>The contrasts at the last generation that every arm has reached with at least one seed.</summary>
    public static IReadOnlyList<Contrast> Of(RunFolder folder) => RunStore.Read(folder).Contrasts;

    /// <summary>Writes the table from the generations committed so far.</summary>
    public static void Write(RunStore records, string path)
    {
        using var table = new CsvTable(["arm", "baseline", "generation", "metric", "outcome", "difference", "lower", "upper", "n", "p",
            "adjusted_p", "holm_p", "family", "verdict", "difference_at_0", "unit", "collapse"]);
        var metrics = records.Contrasts.Select(contrast => contrast.Metric).Distinct();
        var declared = metrics.ToDictionary(metric => metric, GenerationColumns.Find, StringComparer.Ordinal);
        foreach (var contrast in records.Contrasts)
        {
            table.Field(contrast.Arm).Field(contrast.Baseline).Field((long)contrast.Generation).Field(contrast.Metric)
                .Field(KebabCase.Of(contrast.Outcome))
                .Field(contrast.Difference.Mean).Field(contrast.Difference.Lower).Field(contrast.Difference.Upper)
                .Field((long)contrast.Difference.Seeds)
                .Field(contrast.Test.P).Field(contrast.AdjustedP).Field(contrast.HolmP)
                .Field(KebabCase.Of(contrast.Family)).Field(KebabCase.Of(contrast.Verdict)).Field(contrast.Start.Mean)
                .Field(declared[contrast.Metric]?.Unit ?? "")
                .Field(declared[contrast.Metric] is { } column ? MetricPage.Effect(column.Direction) : "");
            table.EndRow();
        }
        table.Save(path);
    }
}
