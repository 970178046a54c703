using TextCollapse.Mixing;
using TextCollapse.Reporting.Figures;
using TextCollapse.Statistics;

namespace TextCollapse.Reporting.Report;

/// <summary>Where arms differ in their share of real text: what is lost by that share, with the threshold where one was estimated.</summary>
internal static class RatioSection
{
    private const string Column = "bpc_real";

    private const string Caption = "Each point is an arm: how much worse its last generation foresees real text than its own generation 0, by seed, with the 95 % interval. A curve inside the shading has lost nothing that can be told from chance.";

    private const string AtThreshold = " An upright line stands where collapse stops, with its 95 % interval over seeds: from that share on an arm loses no more than the arm that reads real text alone, within 2 % of what it had. Its numbers are in threshold.csv.";

    public static ReportSection? Of(RunResults results)
    {
        var arms = results.Arms.Where(arm => arm.Options.Mixing is RealShareMixing)
            .Select(arm => (arm.Id, Strategy: MixingStrategies.All.Of(arm.Options.Mixing).Name, Share: ((RealShareMixing)arm.Options.Mixing).RealShare)).ToArray();
        if (results.Last == 0 || arms.Select(arm => arm.Share).Distinct().Count() < 3)
            return null;
        var strategies = arms.GroupBy(arm => arm.Strategy).ToArray();
        Threshold[] thresholds = [.. strategies.SelectMany((strategy, i) => results.Thresholds.Where(threshold => strategy.Any(arm => arm.Id == threshold.Control)).Select(threshold => Draw(strategy.Key, threshold) with { Style = i }))];
        var chart = new LineChart
        {
            Name = "real_share",
            Title = "How much real text is enough",
            Description = string.Join("; ", arms.Select(arm => $"{arm.Id}: {Html.Number(Rise(results, arm.Id).Mean.OrNaN, "F3")}")) + "." + string.Concat(results.Thresholds.Select(threshold => $" {ThresholdCsv.Sentence(threshold)}")),
            XTitle = "share of real text in what is read",
            YTitle = $"rise in bits per character of real text, generation 0 to {results.Last}",
            XIsWhole = false,
            Noise = [new Band(Math.Min(0, -Floor(results, arms[0].Id)), Floor(results, arms[0].Id), "noise of generation 0")],
            Thresholds = thresholds,
            Series = [.. strategies.Select(strategy => new Series(strategy.Key, [.. strategy.OrderBy(arm => arm.Share).Select(arm => SeriesPoint.Of(arm.Share, Rise(results, arm.Id)))]))],
        };
        return new("ratios", "By the share of real text", ReportSection.Show(chart, Caption + (thresholds.Length > 0 ? AtThreshold : ""))) { Figures = [chart] };
    }

    private static Threshold Draw(string strategy, CollapseThreshold threshold)
    {
        var (at, lower, upper) = (threshold.Share.Mean.OrNaN, threshold.Share.Lower.OrNaN, threshold.Share.Upper.OrNaN);
        return new(FormattableString.Invariant($"{strategy} stops at {at:F2}") + (double.IsFinite(lower) ? FormattableString.Invariant($" [{lower:F2}, {upper:F2}]") : ""), at, lower, upper);
    }

    private static double Floor(RunResults results, string arm) => NoiseOfGeneration0.Of(results, arm, Column).Value;

    private static SeedInterval Rise(RunResults results, string arm) => SeedInterval.Student([.. results.Rows.Where(row => row.Cell == arm && row.Generation == results.Last)
        .Select(row => row[Column].OrNaN - results.Rows.First(first => first.Cell == arm && first.Seed == row.Seed && first.Generation == 0)[Column].OrNaN).Where(double.IsFinite)]);
}
