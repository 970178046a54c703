using System.Globalization;
using System.Xml.Linq;

namespace TextCollapse.Reporting.Figures;

/// <summary>Curves with intervals: one line per series, labelled where it ends. What theory predicts is dashed, noise is shaded.</summary>
public sealed record LineChart : Figure
{
    private const double Left = 52, Top = 30, Bottom = 44, LabelHeight = 15, SmallestPlot = 250;

    /// <summary>What is along; its unit with it.</summary>
    public required string XTitle { get; init; }

    /// <summary>What is up, with its unit. It stands above the axis.</summary>
    public required string YTitle { get; init; }

    /// <summary>The lines.</summary>
    public required IReadOnlyList<Series> Series { get; init; }

    /// <summary>Stretches of the upright axis in which a change means nothing.</summary>
    public IReadOnlyList<Band> Noise { get; init; } = [];

    /// <summary>Estimated thresholds on the axis along, with their intervals; each is named beside its line.</summary>
    public IReadOnlyList<Threshold> Thresholds { get; init; } = [];

    /// <summary>What dashed lines are, for the note above the plot.</summary>
    public string DashedName { get; init; } = "theory";

    /// <summary>True where what is up is a share: the axis does not go beyond 0 and 1 unless intervals do.</summary>
    public bool YIsShare { get; init; }

    /// <summary>True where what is along is counted (generations), so that ticks stand at whole numbers.</summary>
    public bool XIsWhole { get; init; } = true;

    /// <inheritdoc/>
    public override XElement Draw()
    {
        var styled = Series.Select((series, i) => (Series: series, Style: series.Style ?? i)).ToArray();
        var labelled = styled.Where(one => !one.Series.IsTheory && one.Series.Points.Any(point => point.IsDrawn)).ToArray();
        var names = labelled.Select(one => VisibleText.Line(one.Series.Name, 30)).ToArray();
        var right = Width - Math.Min(0.38 * Width, 30 + names.Select(name => Svg.WidthOf(name)).DefaultIfEmpty(0).Max());
        var bottom = Top + Math.Max(SmallestPlot, labelled.Length * LabelHeight);

        var points = Series.SelectMany(series => series.Points).Where(point => point.IsDrawn).ToArray();
        var x = Scale.Over([.. points.Select(point => point.X), .. Thresholds.SelectMany(threshold => threshold.Reach)], Left, right, 8, whole: XIsWhole, margin: points.Length > 1 ? 0.02 : 0.5);
        var y = Scale.Over([.. points.Select(point => point.Y), .. points.SelectMany(point => new[] { point.Lower, point.Upper }), .. Noise.SelectMany(band => new[] { band.From, band.To })], bottom, Top, 5, YIsShare ? 0 : double.NegativeInfinity, YIsShare ? 1 : double.PositiveInfinity);
        return Canvas(bottom + Bottom,
            Axes.Both(x, y, Left, right, Top, bottom, XTitle, YTitle),
            Shading(x, y, right),
            Thresholds.Select((threshold, i) => Standing(threshold, i, x, right, bottom)),
            styled.Select(one => Marker.Group(one.Style, Interval(one.Series, x, y))),
            styled.Select(one => Marker.Group(one.Style, Lines(one.Series, x, y), one.Series.IsTheory ? null : one.Series.Points.Where(point => point.IsDrawn)
                .Select(point => Marker.At(x[point.X], y[point.Y], one.Style, Hint(one.Series, point))))),
            Labels(labelled, names, x, y, right, bottom),
            Notes(right));
    }

    /// <inheritdoc/>
    public override CsvTable Table()
    {
        var table = new CsvTable(["series", "kind", "x", "y", "lower", "upper"]);
        foreach (var series in Series)
            foreach (var point in series.Points)
                table.Field(series.Name).Field(series.IsTheory ? "theory" : "measured").Field(point.X).Field(point.Y).Field(point.Lower).Field(point.Upper).EndRow();
        foreach (var band in Noise)
            table.Field(band.Name).Field("noise").Field("").Field("").Field(band.From).Field(band.To).EndRow();
        foreach (var threshold in Thresholds)
            table.Field(threshold.Name).Field("threshold").Field(threshold.At).Field("").Field(threshold.Lower).Field(threshold.Upper).EndRow();
        return table;
    }

    private IEnumerable<XElement> Shading(Scale x, Scale y, double right) => Noise.Where(band => double.IsFinite(band.From) && double.IsFinite(band.To))
        .Select(band => Svg.Grid(Svg.Rectangle(Left, y[band.To], right - Left, y[band.From] - y[band.To], 0.55)));

    /// <summary>A threshold: an upright line, its interval shaded, its name in a row of its own on the side where there is more room.</summary>
    private static XElement? Standing(Threshold threshold, int row, Scale x, double right, double bottom)
    {
        if (!double.IsFinite(threshold.At))
            return null;
        var (at, isLeft) = (x[threshold.At], x[threshold.At] - Left > right - x[threshold.At]);
        object?[] content =
        [
            threshold.HasInterval ? Svg.Rectangle(x[threshold.Lower], Top, x[threshold.Upper] - x[threshold.Lower], bottom - Top, 0.13) : null,
            Svg.Line(at, Top, at, bottom, 1.2, "2 3"),
            Svg.Text(at + (isLeft ? -6 : 6), Top + (row + 1) * LabelHeight, threshold.Name, isLeft ? "end" : "start"),
        ];
        return threshold.Style is { } style ? Marker.Group(style, content) : Svg.Ink(content);
    }

    private static IEnumerable<XElement> Interval(Series series, Scale x, Scale y)
    {
        foreach (var run in Runs(series.Points, point => point.HasInterval))
            if (run.Count > 1)
                yield return Svg.Area("M" + string.Join('L', run.Select(point => At(x[point.X], y[point.Upper])).Concat(Enumerable.Reverse(run).Select(point => At(x[point.X], y[point.Lower])))) + "z", 0.13);
            else
                yield return Svg.Line(x[run[0].X], y[run[0].Lower], x[run[0].X], y[run[0].Upper], 1.4);
    }

    private static IEnumerable<XElement> Lines(Series series, Scale x, Scale y) => Runs(series.Points, point => point.IsDrawn).Where(run => run.Count > 1)
        .Select(run => Svg.Path("M" + string.Join('L', run.Select(point => At(x[point.X], y[point.Y]))), series.IsTheory ? 1.3 : 1.8, series.IsTheory ? "5 4" : null));

    private static IEnumerable<XElement> Labels((Series Series, int Style)[] labelled, string[] names, Scale x, Scale y, double right, double bottom)
    {
        var ends = labelled.Select(one => one.Series.Points.Last(point => point.IsDrawn)).ToArray();
        var places = Stacking.Place([.. ends.Select(end => y[end.Y])], LabelHeight, Top, bottom);
        for (var i = 0; i < labelled.Length; i++)
            yield return Marker.Group(labelled[i].Style,
                Svg.Line(x[ends[i].X] + 6, y[ends[i].Y], right + 8, places[i], 0.7),
                Marker.At(right + 14, places[i], labelled[i].Style),
                Svg.Text(right + 22, places[i] + 4, names[i]));
    }

    /// <summary>What shading and dashes mean, above the plot at its right.</summary>
    private XElement? Notes(double right)
    {
        string[] notes = [.. Noise.Select(band => band.Name).Where(name => name.Length > 0).Distinct().Select(name => $"shaded: {name}"), .. Series.Any(series => series.IsTheory) ? [$"dashed: {DashedName}"] : Array.Empty<string>()];
        return notes.Length == 0 ? null : Svg.Faint(Svg.Text(right, 14, string.Join("; ", notes), "end"));
    }

    private static string Hint(Series series, SeriesPoint point) => string.Create(CultureInfo.InvariantCulture, $"{series.Name}, {point.X:G6}: {point.Y:G4}")
        + (point.HasInterval ? string.Create(CultureInfo.InvariantCulture, $" [{point.Lower:G4}, {point.Upper:G4}]") : "");

    private static string At(double x, double y) => $"{Svg.Number(x)} {Svg.Number(y)}";

    private static IEnumerable<IReadOnlyList<SeriesPoint>> Runs(IEnumerable<SeriesPoint> points, Func<SeriesPoint, bool> isIn)
    {
        var run = new List<SeriesPoint>();
        foreach (var point in points)
            if (isIn(point))
                run.Add(point);
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
        if (run.Count > 0)
            yield return run;
    }
}

/// <summary>An estimated threshold on the axis along.</summary>
/// <param name="Name">What it is, with its value: <c>threshold 0.31 [0.25, 0.40]</c>.</param>
/// <param name="At">Where; NaN where there is none.</param>
/// <param name="Lower">Lower end of its interval; NaN where it has none.</param>
/// <param name="Upper">Upper end.</param>
public sealed record Threshold(string Name, double At, double Lower = double.NaN, double Upper = double.NaN)
{
    /// <summary>The place of the series whose threshold it is, for its colour; null: that of text.</summary>
    public int? Style { get; init; }

    internal bool HasInterval => double.IsFinite(Lower) && double.IsFinite(Upper);

    internal double[] Reach => [At, Lower, Upper];
}
