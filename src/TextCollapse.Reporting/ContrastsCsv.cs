using TextCollapse.Statistics;
using TextCollapse.Studies;

namespace TextCollapse.Reporting;

/// <summary>
/// <c>contrasts.csv</c>: every cell against the first one at the last generation, paired by seed, with exact sign-flip tests.
/// </summary>
public static class ContrastsCsv
{
    /// <summary>
    /// The metrics that a comparison is about, named before the data are seen: their p-values are adjusted by Holm, all others by
    /// Benjamini–Hochberg.
    /// </summary>
    public static IReadOnlyList<string> Primary { get; } = ["bpc_real", "distinct_8", "hapax_retention_5"];

    /// <summary>The contrasts at the last generation that every cell has reached with some seed.</summary>
    public static IReadOnlyList<Contrast> Of(RunFolder folder) => RunRecords.Read(folder).Contrasts;

    /// <summary>Writes what is committed so far in a run's folder.</summary>
    public static void Write(RunRecords records, string path)
    {
        using var table = new CsvTable(["cell", "baseline", "generation", "metric", "difference", "lower", "upper", "n", "p", "adjusted_p",
            "family"]);
        foreach (var contrast in records.Contrasts)
        {
            table.Field(contrast.Cell).Field(contrast.Baseline).Field((long)contrast.Generation).Field(contrast.Metric)
                .Field(contrast.Difference.Mean).Field(contrast.Difference.Lower).Field(contrast.Difference.Upper)
                    .Field((long)contrast.Difference.Seeds)
                .Field(contrast.Test.P).Field(contrast.AdjustedP).Field(contrast.Primary ? "primary" : "exploratory");
            table.EndRow();
        }
        table.Save(path);
    }
}
