using TextCollapse.Experiments.Analysis;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Metrics;
using TextCollapse.Reporting.Figures;

namespace TextCollapse.Reporting.Report;

partial class CurvesSection
{
    private const int MaxDescribed = 12;

    private static readonly MetricColumn[] Headlines =
        [GenerationMeter.BpcReal, GenerationMeter.ZeroProbabilityShare, GenerationMeter.Distinct.At(8),
            GenerationMeter.HapaxRetentionHeldOut, AnalysisColumns.BpcSuccessor, AnalysisColumns.BpcReference];

    private readonly ReportData _data;
    private readonly IReadOnlyList<(LineChart Figure, string Reading)> _figures;

    internal CurvesSection(ReportData data)
    {
        _data = data;
        var isLost = Findings.Lost(data).Any();
        var headlines = Headlines.Where(column => data.Columns.Contains(column.Id)
            && (column != GenerationMeter.ZeroProbabilityShare || isLost))
            .Select(column => (Figure: Chart(column), Reading: data.Restate($"{column.Question} {column.Better}")));
        // Columns for which a closed form gives the expected value.
        var predicted = OrderOneMeter.Predicted.Where(pair => data.Columns.Contains(pair.Theory.Id)).Select(pair =>
            (Figure: Chart(pair.Measured, pair.Theory),
                Reading: $"{pair.Measured.Question} Dashed: the value predicted by the closed form."));
        _figures = [.. headlines.Concat(predicted).Where(one => one.Figure.Series.Any(HasPoints))];
    }

    internal override string Id => "curves";

    internal override string Title => "Curves over generations";

    internal override IReadOnlyList<Figure> Figures => [.. _figures.Select(one => one.Figure)];

    private LineChart Chart(MetricColumn column, MetricColumn? theory = null) => new()
    {
        Name = column.Id,
        Title = _data.Restate(column.Title),
        Description = Describe(column),
        XTitle = "generation",
        YTitle = column.Unit,
        YIsShare = column.IsShare,
        Noise = GenerationZeroNoise.Bands(_data, column.Id),
        Series =
        [
            .. _data.Arms.Select(arm => Curve(arm.Id, column.Id)),
            .. _data.Arms.Where(_ => theory is not null).Select(arm => Curve(arm.Id, theory!.Id)).Where(HasPoints)
                .Select(series => series with
            {
                Name = $"{series.Name}, theory",
                IsTheory = true,
                Points = [.. series.Points.Select(point => new SeriesPoint(point.X, point.Y))],
            }),
        ],
    };

    private Series Curve(string arm, string column) =>
        new(arm, [.. _data.GenerationsOf(arm).Select(generation => SeriesPoint.Of(generation, _data.Mean(arm, generation, column)))])
        {
            Style = _data.Style(arm),
        };

    private static bool HasPoints(Series series) => series.Points.Any(point => point.IsDrawn);

    private string Describe(MetricColumn column)
    {
        string Value(string arm, int generation) => Format.Number(_data.Mean(arm, generation, column.Id).Mean.OrNaN);
        var arms = _data.Arms.Take(MaxDescribed)
            .Select(arm => $"{arm.Id} from {Value(arm.Id, 0)} to {Value(arm.Id, _data.GenerationsOf(arm.Id).Last())}");
        return $"A line per arm over generations; {column.Unit}. "
            + $"{string.Join("; ", arms)}{(_data.Arms.Count > MaxDescribed ? "; and others." : ".")}";
    }
}
