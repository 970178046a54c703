using TextCollapse.Reporting.Figures;

namespace TextCollapse.Reporting.Report;

partial class CurvesSection
{
    private const string Theory = "_theory";

    private const int MostDescribed = 12;

    private readonly ReportData _data;
    private readonly IReadOnlyList<(LineChart Figure, string Reading)> _figures;

    internal CurvesSection(ReportData data)
    {
        _data = data;
        var labels = ColumnLabels.Curves
            .Where(label => data.Columns.Contains(label.Column) && (label != ColumnLabels.ZeroProbability || Findings.Lost(data).Any()));
        _figures = [.. labels.Concat(WithTheory(data)).Select(label => (Chart(label), label.Explanation))
            .Where(one => one.Item1.Series.Any(HasPoints))];
    }

    internal override string Id => "curves";

    internal override string Title => "Curves over generations";

    internal override IReadOnlyList<Figure> Figures => [.. _figures.Select(one => one.Figure)];

    /// <summary>Columns for which a closed form gives the expected value, in <c>COLUMN_theory</c>.</summary>
    private static IEnumerable<ColumnLabel> WithTheory(ReportData data) =>
        from column in data.Columns
        where column.EndsWith(Theory, StringComparison.Ordinal) && data.Columns.Contains(column[..^Theory.Length])
        let words = column[..^Theory.Length].Replace('_', ' ')
        select new ColumnLabel(column[..^Theory.Length], $"{char.ToUpperInvariant(words[0])}{words[1..]}, measured and predicted", words)
        {
            Explanation = "The measured value and the value that the closed form predicts for this text.",
        };

    private LineChart Chart(ColumnLabel label) => new()
    {
        Name = label.Column,
        Title = label.Title,
        Description = Describe(label),
        XTitle = "generation",
        YTitle = label.Unit,
        YIsShare = label.IsShare,
        Noise = GenerationZeroNoise.Bands(_data, label.Column),
        Series =
        [
            .. _data.Arms.Select(arm => Curve(arm.Id, label.Column)),
            .. _data.Arms.Select(arm => Curve(arm.Id, label.Column + Theory)).Where(HasPoints).Select(series => series with
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

    private string Describe(ColumnLabel label)
    {
        string Value(string arm, int generation) => Format.Number(_data.Mean(arm, generation, label.Column).Mean.OrNaN);
        var arms = _data.Arms.Take(MostDescribed)
            .Select(arm => $"{arm.Id} from {Value(arm.Id, 0)} to {Value(arm.Id, _data.GenerationsOf(arm.Id).Last())}");
        return $"A line per arm over generations; {label.Unit}. {string.Join("; ", arms)}{(_data.Arms.Count > MostDescribed ? "; and others." : ".")}";
    }
}
