using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Storage;
using TextCollapse.Metrics;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Reporting;

/// <summary>
/// <c>contrasts.csv</c>: every arm compared with the first one at the last generation, paired by seed, with exact sign-flip tests; and
/// the effect of collapse on the column, which tells whether a difference is better or worse.
/// </summary>
public static class ContrastsCsv
{
    /// <summary>
    /// The primary metrics, chosen before the data are seen: their p-values are adjusted by Holm, those of all other metrics by
    /// Benjamini–Hochberg.
    /// </summary>
    public static IReadOnlyList<string> Primary { get; } =
        [GenerationMeter.BpcReal.Id, GenerationMeter.Distinct.At(8).Id, GenerationMeter.HapaxRetention.Id];

    /// <summary>The contrasts at the last generation that every arm has reached with at least one seed.</summary>
    public static IReadOnlyList<Contrast> Of(RunFolder folder) => RunStore.Read(folder).Contrasts;

    /// <summary>Writes the table from the generations committed so far.</summary>
    public static void Write(RunStore records, string path)
    {
        using var table = new CsvTable(["cell", "baseline", "generation", "metric", "difference", "lower", "upper", "n", "p", "adjusted_p",
            "family", "unit", "collapse"]);
        var metrics = records.Contrasts.Select(contrast => contrast.Metric).Distinct();
        var declared = metrics.ToDictionary(metric => metric, GenerationColumns.Find, StringComparer.Ordinal);
        foreach (var contrast in records.Contrasts)
        {
            table.Field(contrast.Cell).Field(contrast.Baseline).Field((long)contrast.Generation).Field(contrast.Metric)
                .Field(contrast.Difference.Mean).Field(contrast.Difference.Lower).Field(contrast.Difference.Upper)
                .Field((long)contrast.Difference.Seeds)
                .Field(contrast.Test.P).Field(contrast.AdjustedP).Field(contrast.Primary ? "primary" : "exploratory")
                .Field(declared[contrast.Metric]?.Unit ?? "")
                .Field(declared[contrast.Metric] is { } column ? MetricPage.Effect(column.Direction) : "");
            table.EndRow();
        }
        table.Save(path);
    }
}
