using TextCollapse.Chains;
using TextCollapse.Metrics;
using TextCollapse.Reporting.Figures;

namespace TextCollapse.Reporting.Report;

/// <summary>The curves over generations.</summary>
internal static class CurvesSection
{
    private static readonly MetricColumn[] Headlines =
        [GenerationMeter.BpcReal, GenerationMeter.ZeroProbabilityShare, GenerationMeter.Distinct.At(8), GenerationMeter.HapaxRetention];

    public static ReportSection Of(RunResults results)
    {
        var figures = Headlines.Where(column => results.Columns.Contains(column.Id) && (column.Id != GenerationMeter.ZeroProbabilityShare.Id || VerdictSentences.Lost(results).Any()))
            .Select(column => (Figure: Chart(results, column), Reading: $"{column.Question} {column.Better}"))
            .Concat(OrderOneMeter.Predicted.Where(pair => results.Columns.Contains(pair.Theory.Id))
                .Select(pair => (Figure: Chart(results, pair.Measured, pair.Theory), Reading: $"{pair.Measured.Question} Dashed: what the closed form predicts for this very text.")))
            .Where(one => one.Figure.Series.Any(series => series.Points.Any(point => point.IsDrawn))).ToArray();
        return new("curves", "Generation by generation", figures.Select(one => ReportSection.Show(one.Figure, one.Reading)),
            Html.Note($"{(results.Seeds > 1 ? $"Points are means over {results.Seeds} seeds, bands their 95 % t-intervals" : "Points are the values of one seed, which has no interval")}. Shaded: what generation 0 itself varies by{(results.Seeds > 1 ? " between seeds" : " (taken as 2 %, since one seed shows no spread)")}; a curve inside has not moved. Every measured column is in summary.csv."))
        { Figures = [.. figures.Select(one => one.Figure)] };
    }

    private static LineChart Chart(RunResults results, MetricColumn column, MetricColumn? theory = null) => new()
    {
        Name = column.Id,
        Title = $"{char.ToUpperInvariant(column.Label[0])}{column.Label[1..]}",
        Description = Describe(results, column),
        XTitle = "generation",
        YTitle = column.Unit,
        YIsShare = column.IsShare,
        Noise = NoiseOfGeneration0.Bands(results, column.Id),
        Series =
        [
            .. results.Arms.Select(arm => Curve(results, arm.Id, column.Id)),
            .. results.Arms.Where(_ => theory is not null).Select(arm => Curve(results, arm.Id, theory!.Id) with { Name = $"{arm.Id}, theory", IsTheory = true })
                .Select(series => series with { Points = [.. series.Points.Select(point => new SeriesPoint(point.X, point.Y))] })
                .Where(series => series.Points.Any(point => point.IsDrawn)),
        ],
    };

    private static Series Curve(RunResults results, string arm, string column) =>
        new(arm, [.. results.GenerationsOf(arm).Select(generation => SeriesPoint.Of(generation, results.Mean(arm, generation, column)))]) { Style = results.Style(arm) };

    private static string Describe(RunResults results, MetricColumn column) => $"A line per arm over generations; {column.Unit}. " + string.Join("; ", results.Arms.Take(12).Select(arm =>
        $"{arm.Id} from {Html.Number(results.Mean(arm.Id, 0, column.Id).Mean.OrNaN)} to {Html.Number(results.Mean(arm.Id, results.GenerationsOf(arm.Id).Last(), column.Id).Mean.OrNaN)}")) + (results.Arms.Count > 12 ? "; and others." : ".");
}
