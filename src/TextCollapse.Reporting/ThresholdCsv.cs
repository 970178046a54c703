using System.Globalization;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Reporting;

/// <summary>
/// <c>threshold.csv</c>: for studies that vary the share of real text, the share at which collapse stops, one row per series of arms
/// and tolerance.
/// </summary>
internal static class ThresholdCsv
{
    private static readonly string Metric = GenerationMeter.BpcReal.Id;

    /// <summary>
    /// One threshold per tolerance for each set of arms that differ only in their share of real text and include an arm trained on real
    /// text alone.
    /// </summary>
    public static IReadOnlyList<RealShareThreshold> Of(RunStore records) =>
    [
        .. from series in RealShareSeries.Of(records.Folder.Plan.Arms)
           from tolerance in CollapseThreshold.Tolerances
           let threshold = CollapseThreshold.Of(records.Rows, [.. series.Arms.Select(arm => (arm.Arm.Id, arm.Share))], Metric, tolerance)
           where threshold is not null
           select new RealShareThreshold(series.Name, threshold),
    ];

    /// <summary>Writes the table from the generations committed so far.</summary>
    public static void Write(RunStore records, string path)
    {
        using var table = new CsvTable(["series", "control", "metric", "tolerance", "generation", "real_share", "lower", "upper",
            "bracket_lower", "bracket_upper", "n"]);
        foreach (var (series, threshold) in Of(records))
            table.Field(series).Field(threshold.Control).Field(threshold.Metric).Field(threshold.Tolerance)
                .Field((long)threshold.Generation).Field(threshold.Share.Mean).Field(threshold.Share.Lower).Field(threshold.Share.Upper)
                .Field(threshold.BracketLower).Field(threshold.BracketUpper).Field((long)threshold.Share.Seeds).EndRow();
        table.Save(path);
    }
}

/// <summary>The estimated threshold of a series of arms that differ only in their share of real text.</summary>
/// <param name="Series">The name of the series: what distinguishes it from the others of the study.</param>
/// <param name="Threshold">The estimate.</param>
internal sealed record RealShareThreshold(string Series, CollapseThreshold Threshold)
{
    /// <summary>Whether it is the one shown in figures and the first sentence.</summary>
    public bool IsUsual => Threshold.Tolerance == CollapseThreshold.UsualTolerance;

    /// <summary>The two shares of the study between which the fit crosses the margin, in per cent.</summary>
    public string Bracket => $"{Number(Threshold.BracketLower)} to {Number(Threshold.BracketUpper)} %";

    /// <summary>The share with its interval in per cent: <c>31 % [25, 40]</c>.</summary>
    public string Percentage
    {
        get
        {
            var (share, lower, upper) = (Threshold.Share.Mean, Threshold.Share.Lower, Threshold.Share.Upper);
            return $"{Number(share)} %" + (lower.IsDefined ? $" [{Number(lower)}, {Number(upper)}]" : "");
        }
    }

    private static string Number(Measurement share) => (100 * share.Value).ToString("0.#", CultureInfo.InvariantCulture);
}
