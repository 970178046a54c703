using TextCollapse.Mixing;
using TextCollapse.Statistics;
using TextCollapse.Studies;

namespace TextCollapse.Reporting;

/// <summary><c>threshold.csv</c>: for studies that vary the share of real text, the share at which collapse stops.</summary>
public static class ThresholdCsv
{
    private const string Metric = "bpc_real";

    /// <summary>One threshold for each set of cells that differ in nothing but their share of real text, of which one reads real text alone.</summary>
    public static IReadOnlyList<CollapseThreshold> Of(RunRecords records) =>
    [
        .. records.Folder.Plan.Cells.Where(cell => cell.Options.Mixing is RealShareMixing).GroupBy(Others)
            .Select(cells => CollapseThreshold.Of(records.Rows, [.. cells.Select(cell => (cell.Id, Mixing(cell).RealShare))], Metric)).OfType<CollapseThreshold>(),
    ];

    private static RealShareMixing Mixing(Cell cell) => (RealShareMixing)cell.Options.Mixing;

    /// <summary>The identity of everything but the share.</summary>
    private static string Others(Cell cell) => (cell.Options with { Mixing = Mixing(cell) with { RealShare = 0 } }).Hash();

    /// <summary>Writes what is committed so far in a run's folder.</summary>
    public static void Write(RunRecords records, string path)
    {
        using var table = new CsvTable(["control", "metric", "tolerance", "real_share", "lower", "upper", "n"]);
        foreach (var threshold in Of(records))
            table.Field(threshold.Control).Field(threshold.Metric).Field(threshold.Tolerance)
                .Field(threshold.Share.Mean).Field(threshold.Share.Lower).Field(threshold.Share.Upper).Field((long)threshold.Share.Seeds).EndRow();
        table.Save(path);
    }

    /// <summary>A threshold in a sentence.</summary>
    public static string Sentence(CollapseThreshold threshold) => FormattableString.Invariant(
        $"{threshold.Control[..Math.Max(1, threshold.Control.LastIndexOf('-'))]}: collapse stops at {100 * threshold.Share.Mean.Value:0.#} % real text{(threshold.Share.Lower.IsDefined ? FormattableString.Invariant($" [{100 * threshold.Share.Lower.Value:0.#}, {100 * threshold.Share.Upper.Value:0.#}]") : "")} over {threshold.Share.Seeds} {(threshold.Share.Seeds == 1 ? "seed" : "seeds")} (there {threshold.Metric} rises by no more than {100 * threshold.Tolerance:0.#} % above {threshold.Control}).");
}
