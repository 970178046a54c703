using TextCollapse.Reporting.Figures;

namespace TextCollapse.Reporting.Report;

/// <summary>The curves over generations.</summary>
internal static class CurvesSection
{
    private const string Impossible = "zero_probability_share";

    private static readonly (string Column, string Title, string Unit, bool IsShare, string Reading)[] Headlines =
    [
        ("bpc_real", "How badly real text is foreseen", "bits per character of held-out real text", false, "Lower is better. A model that learned from its predecessors' text forgets what real text is like, and the curve rises."),
        (Impossible, "What has become impossible", "share of real characters that get no probability", true, "What a model gives no probability at all is left out of the bits above: where this rises, they flatter."),
        ("distinct_8", "How varied the written text is", "different 8-grams, share of all", true, "Higher is more varied. Far above generation 0 it is noise, far below it repetition."),
        ("hapax_retention_5", "What is left of the rare", "share of the real text’s once-seen 5-grams still written", true, "The tail goes first: what real text says once is what a generation most easily loses."),
    ];

    public static ReportSection Of(RunResults results)
    {
        var figures = Headlines.Where(one => results.Columns.Contains(one.Column) && (one.Column != Impossible || VerdictSentences.Lost(results).Any()))
            .Select(one => (Figure: Chart(results, one.Column, one.Title, one.Unit) with { YIsShare = one.IsShare }, one.Reading))
            .Concat(results.Columns.Where(column => column.EndsWith("_theory", StringComparison.Ordinal)).Select(column => column[..^"_theory".Length]).Where(results.Columns.Contains)
                .Select(column => (Figure: Chart(results, column, Sentence(column), Words(column)), Reading: "What is measured beside what the closed form predicts for this very text.")))
            .Where(one => one.Figure.Series.Any(series => series.Points.Any(point => point.IsDrawn))).ToArray();
        return new("curves", "Generation by generation", figures.Select(one => ReportSection.Show(one.Figure, one.Reading)),
            Html.Note($"{(results.Seeds > 1 ? $"Points are means over {results.Seeds} seeds, bands their 95 % t-intervals" : "Points are the values of one seed, which has no interval")}. Shaded: what generation 0 itself varies by{(results.Seeds > 1 ? " between seeds" : " (taken as 2 %, since one seed shows no spread)")}; a curve inside has not moved. Every measured column is in summary.csv."))
        { Figures = [.. figures.Select(one => one.Figure)] };
    }

    private static LineChart Chart(RunResults results, string column, string title, string unit) => new()
    {
        Name = column,
        Title = title,
        Description = Describe(results, column, unit),
        XTitle = "generation",
        YTitle = unit,
        Noise = NoiseOfGeneration0.Bands(results, column),
        Series =
        [
            .. results.Arms.Select(arm => Curve(results, arm.Id, column)),
            .. results.Arms.Where(_ => results.Columns.Contains($"{column}_theory")).Select(arm => Curve(results, arm.Id, $"{column}_theory") with { Name = $"{arm.Id}, theory", IsTheory = true })
                .Select(series => series with { Points = [.. series.Points.Select(point => new SeriesPoint(point.X, point.Y))] })
                .Where(series => series.Points.Any(point => point.IsDrawn)),
        ],
    };

    private static Series Curve(RunResults results, string arm, string column) =>
        new(arm, [.. results.GenerationsOf(arm).Select(generation => SeriesPoint.Of(generation, results.Mean(arm, generation, column)))]) { Style = results.Style(arm) };

    private static string Describe(RunResults results, string column, string unit) => $"A line per arm over generations; {unit}. " + string.Join("; ", results.Arms.Take(12).Select(arm =>
        $"{arm.Id} from {Html.Number(results.Mean(arm.Id, 0, column).Mean.OrNaN)} to {Html.Number(results.Mean(arm.Id, results.GenerationsOf(arm.Id).Last(), column).Mean.OrNaN)}")) + (results.Arms.Count > 12 ? "; and others." : ".");

    private static string Words(string column) => column.Replace('_', ' ');

    private static string Sentence(string column) => $"{char.ToUpperInvariant(column[0])}{Words(column)[1..]}, measured and predicted";
}
