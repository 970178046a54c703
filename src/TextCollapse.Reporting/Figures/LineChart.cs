using System.Globalization;
using System.Xml.Linq;

namespace TextCollapse.Reporting.Figures;

/// <summary>
/// Curves with intervals: one line per series, labelled at its end. Theoretical predictions are dashed, noise is shaded. Intervals are
/// fainter if there are many; on a page, the series under the pointer is highlighted with its interval.
/// </summary>
public sealed record LineChart : Figure
{
    private const double Left = 52, Top = 30, Bottom = 44, LabelHeight = 15, LegendRow = 18, TickRoom = 50, MinPlotHeight = 250,
        Shade = 0.13;

    // On a phone, names that would take more than this share of the width are placed below the plot.
    private const double Narrow = 480, MaxLabelShare = 0.32;

    // Limits beyond which intervals fade, leaders need more room, points have no tooltip of their own, and only some points have markers.
    private const int ClearIntervals = 5, CloseLabels = 10, PointsWithHints = 220, MaxMarks = 500, EarlyEnd = 40;

    /// <summary>Title of the horizontal axis, with its unit.</summary>
    public required string XTitle { get; init; }

    /// <summary>Title of the vertical axis, with its unit; placed above the axis.</summary>
    public required string YTitle { get; init; }

    /// <summary>The lines.</summary>
    public required IReadOnlyList<Series> Series { get; init; }

    /// <summary>Ranges of the vertical axis in which a change is not meaningful.</summary>
    public IReadOnlyList<Band> Noise { get; init; } = [];

    /// <summary>Estimated thresholds on the horizontal axis, with intervals; each is labelled at its line.</summary>
    public IReadOnlyList<Threshold> Thresholds { get; init; } = [];

    /// <summary>The meaning of dashed lines, for the note above the plot.</summary>
    public string DashedName { get; init; } = "theory";

    /// <summary>True if the vertical axis shows a share: the axis stays within 0 and 1 unless intervals exceed them.</summary>
    public bool YIsShare { get; init; }

    /// <summary>True if the horizontal axis shows counts (generations), so that ticks are at integers.</summary>
    public bool XIsWhole { get; init; } = true;

    /// <inheritdoc/>
    public override XElement Draw()
    {
        var styled = Series.Select((series, i) => (Series: series, Style: series.Style ?? i)).ToArray();
        var labelled = styled.Where(one => !one.Series.IsTheory && one.Series.Points.Any(point => point.IsDrawn)).ToArray();
        var names = labelled.Select(one => Svg.Ends(one.Series.Name, 30)).ToArray();
        var lead = labelled.Length > CloseLabels ? 34 : 8;
        var beside = lead + 22 + names.Select(name => Svg.WidthOf(name)).DefaultIfEmpty(0).Max();
        var isLegend = Width < Narrow && beside > MaxLabelShare * Width;
        var right = Width - (isLegend ? 12 : Math.Min(0.42 * Width, beside));
        var note = Notes();
        var heading = new Heading(YTitle, Width, note.Length == 0 ? 0 : Svg.WidthOf(note), right);
        var top = Top + heading.Extra;
        var bottom = top + Math.Max(MinPlotHeight, isLegend ? 0 : labelled.Length * LabelHeight);
        if (labelled.Length == 0)
            return Canvas(bottom
                + Bottom, Svg.Ink(heading.Title), Svg.Faint(Svg.Text((Left + right) / 2, (top + bottom) / 2, "no values", "middle")));

        var points = Series.SelectMany(series => series.Points).Where(point => point.IsDrawn).ToArray();
        var x = Scale.Over([.. points.Select(point => point.X), .. Thresholds.SelectMany(threshold => threshold.Reach)], Left, right,
            Math.Clamp((int)((right - Left) / TickRoom), 2, 8), whole: XIsWhole, margin: points.Length > 1 ? 0.02 : 0.5);
        var y = Scale.Over([.. points.Select(point => point.Y), .. points.SelectMany(point => new[] { point.Lower, point.Upper }), .. Noise
            .SelectMany(band => new[] { band.From, band.To })], bottom, top, 5, YIsShare ? 0 : double.NegativeInfinity, YIsShare ? 1
            : double.PositiveInfinity);
        var (labels, rows) = isLegend ? Legend(labelled, names, y, bottom + Bottom)
            : (Labels(labelled, names, x, y, right, lead, top, bottom), 0);
        var shade = Shade * Math.Min(1,
            ClearIntervals / (double)Math.Max(1, Series.Count(series => series.Points.Any(point => point.HasInterval))));
        return Canvas(bottom + Bottom + rows * LegendRow,
            Axes.Both(x, y, Left, right, bottom, XTitle, Width),
            Svg.Ink(heading.Title), Svg.Faint(heading.Note(note, right)),
            Shading(y, right),
            Thresholds.Select((threshold, i) => ThresholdMark(threshold, i, x, right, top, bottom)),
            styled.Select(one => Marker.Group(one.Style, new XAttribute("data-series", ""),
                Interval(one.Series, x, y, shade), Lines(one.Series, x, y), one.Series.IsTheory ? null
                    : Marks(one.Series, one.Style, x, y, points.Length),
                labels.GetValueOrDefault(one.Series))));
    }

    /// <inheritdoc/>
    public override CsvTable Table()
    {
        var table = new CsvTable(["series", "kind", "x", "y", "lower", "upper"]);
        foreach (var series in Series)
            foreach (var point in series.Points)
                table.Field(series.Name).Field(series.IsTheory ? "theory" : "measured").Field(point.X).Field(point.Y).Field(point.Lower)
                    .Field(point.Upper).EndRow();
        foreach (var band in Noise)
            table.Field(band.Name).Field("noise").Field("").Field("").Field(band.From).Field(band.To).EndRow();
        foreach (var threshold in Thresholds)
            table.Field(threshold.Name).Field("threshold").Field(threshold.At).Field("").Field(threshold.Lower)
                .Field(threshold.Upper).EndRow();
        return table;
    }

    private IEnumerable<XElement> Shading(Scale y, double right) => Noise
        .Where(band => double.IsFinite(band.From) && double.IsFinite(band.To)).Select(band =>
    {
        XElement Area(double opacity) => Svg.Rectangle(Left, y[band.To], right - Left, y[band.From] - y[band.To], opacity);
        return band.Style is { } style ? Marker.Group(style, Area(Shade)) : Svg.Grid(Area(0.55));
    });

    /// <summary>
    /// A threshold: a vertical line with its interval shaded and its name in a separate row, on the side with more room.
    /// </summary>
    private XElement? ThresholdMark(Threshold threshold, int row, Scale x, double right, double top, double bottom)
    {
        if (!double.IsFinite(threshold.At))
            return null;
        var (at, isLeft, width) = (x[threshold.At], x[threshold.At] - Left > right - x[threshold.At], Svg.WidthOf(threshold.Name));
        var name = isLeft ? Math.Max(at - 6, 4 + width) : Math.Min(at + 6, Width - 4 - width);
        object?[] content =
        [
            threshold.HasInterval ? Svg.Rectangle(x[threshold.Lower], top, x[threshold.Upper] - x[threshold.Lower], bottom - top, Shade)
                : null,
            Svg.Line(at, top, at, bottom, 1.2, "2 3"),
            Svg.Text(name, top + (row + 1) * LabelHeight, threshold.Name, isLeft ? "end" : "start"),
        ];
        return threshold.Style is { } style ? Marker.Group(style, content) : Svg.Ink(content);
    }

    private static IEnumerable<XElement> Interval(Series series, Scale x, Scale y, double shade)
    {
        foreach (var run in Runs(series.Points, point => point.HasInterval))
            if (run.Count > 1)
                yield return Svg.Area("M"
                    + string.Join('L', run.Select(point => At(x[point.X], y[point.Upper]))
                    .Concat(Enumerable.Reverse(run).Select(point => At(x[point.X], y[point.Lower])))) + "z", shade);
            else
                yield return Svg.Line(x[run[0].X], y[run[0].Lower], x[run[0].X], y[run[0].Upper], 1.4);
    }

    private static IEnumerable<XElement> Lines(Series series, Scale x, Scale y) => Runs(series.Points, point => point.IsDrawn)
        .Where(run => run.Count > 1)
        .Select(run =>
            Svg.Path("M" + string.Join('L', run.Select(point => At(x[point.X], y[point.Y]))), series.IsTheory ? 1.3 : 1.8, series.IsTheory
            ? "5 4" : null));

    private static IEnumerable<XElement> Marks(Series series, int style, Scale x, Scale y, int points)
    {
        SeriesPoint[] drawn = [.. series.Points.Where(point => point.IsDrawn)];
        if (points <= PointsWithHints)
            return drawn.Select(point => Marker.At(x[point.X], y[point.Y], style, Hint(series, point)));
        var every = (points + MaxMarks - 1) / MaxMarks;
        return drawn.Length == 0 ? []
            : [Marker.At(drawn.Where((_, i) => (drawn.Length - 1 - i) % every == 0)
            .Select(point => (x[point.X], y[point.Y])), style, series.Name)];
    }

    private static Dictionary<Series,
        XElement[]> Labels((Series Series, int Style)[] labelled, string[] names, Scale x, Scale y, double right, double lead, double top,
        double bottom)
    {
        var ends = labelled.Select(one => one.Series.Points.Last(point => point.IsDrawn)).ToArray();
        var places = Stacking.Place([.. ends.Select(end => y[end.Y])], LabelHeight, top, bottom);
        return labelled.Select((one, i) => (one.Series, Label: new[]
        {
            // A dotted leader shows that a line ends early.
            Svg.Line(x[ends[i].X] + 6, y[ends[i].Y], right + lead, places[i], 0.7, right - x[ends[i].X] > EarlyEnd ? "1 4" : null),
            Marker.At(right + lead + 6, places[i], one.Style),
            Svg.Text(right + lead + 14, places[i] + 4, names[i]),
        })).ToDictionary(one => one.Series, one => one.Label, (IEqualityComparer<Series>)ReferenceEqualityComparer.Instance);
    }

    /// <summary>Names in rows below the plot, ordered by the height at which lines end.</summary>
    private (Dictionary<Series, XElement[]> Labels, int Rows) Legend((Series Series, int Style)[] labelled, string[] names, Scale y,
        double top)
    {
        var labels = new Dictionary<Series, XElement[]>(ReferenceEqualityComparer.Instance);
        var (at, row) = (Left, 0);
        foreach (var i in Enumerable.Range(0, labelled.Length).OrderBy(i => y[labelled[i].Series.Points.Last(point => point.IsDrawn).Y]))
        {
            var width = 14 + Svg.WidthOf(names[i]);
            if (at > Left && at + width > Width)
                (at, row) = (Left, row + 1);
            var middle = top + row * LegendRow + LegendRow / 2;
            labels[labelled[i].Series] = [Marker.At(at + 4, middle, labelled[i].Style), Svg.Text(at + 14, middle + 4, names[i])];
            at += width + 16;
        }
        return (labels, row + 1);
    }

    /// <summary>The meaning of shading and dashes.</summary>
    private string Notes()
    {
        string[] notes = [.. Noise.Select(band => band.Name).Where(name => name.Length > 0).Distinct().Select(name => $"shaded: {name}"),
            .. Series.Any(series => series.IsTheory) ? [$"dashed: {DashedName}"] : Array.Empty<string>()];
        return string.Join("; ", notes);
    }

    private static string Hint(Series series, SeriesPoint point) =>
        string.Create(CultureInfo.InvariantCulture, $"{series.Name}, {point.X:G6}: {point.Y:G4}")
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

/// <summary>An estimated threshold on the horizontal axis.</summary>
/// <param name="Name">Its label, with the value: <c>threshold 0.31 [0.25, 0.40]</c>.</param>
/// <param name="At">Its position; NaN if there is none.</param>
/// <param name="Lower">Lower end of its interval; NaN if it has none.</param>
/// <param name="Upper">Upper end.</param>
public sealed record Threshold(string Name, double At, double Lower = double.NaN, double Upper = double.NaN)
{
    /// <summary>The index of the series it belongs to, for its colour; null for the colour of text.</summary>
    public int? Style { get; init; }

    internal bool HasInterval => double.IsFinite(Lower) && double.IsFinite(Upper);

    internal double[] Reach => [At, Lower, Upper];
}
