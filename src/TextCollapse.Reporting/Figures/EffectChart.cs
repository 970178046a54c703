using System.Globalization;
using System.Xml.Linq;

namespace TextCollapse.Reporting.Figures;

/// <summary>
/// Changes of two quantities: each arm is a point with an interval in both directions; the baseline is the origin. Up to twelve arms are
/// labelled with their names, more with numbers and a legend below.
/// </summary>
public sealed record EffectChart : Figure
{
    private const double Left = 62, Top = 30, Bottom = 48, Height = 320, TallHeight = 480, LegendRow = 16;
    private const int MaxNameLength = 48, MaxLabelledNames = 12;

    /// <summary>The quantity on the horizontal axis, with its unit and which direction is better.</summary>
    public required string XTitle { get; init; }

    /// <summary>The quantity on the vertical axis, with its unit and which direction is better.</summary>
    public required string YTitle { get; init; }

    /// <summary>The arms.</summary>
    public required IReadOnlyList<Effect> Effects { get; init; }

    /// <summary>The name of the point (0, 0); may be empty.</summary>
    public string Baseline { get; init; } = "";

    /// <inheritdoc/>
    public override XElement Draw()
    {
        var drawn = Effects.Select((effect, i) => (Effect: effect, Style: effect.Style ?? i)).Where(one => one.Effect.IsDrawn).ToArray();
        var isNumbered = drawn.Length > MaxLabelledNames;
        string[] names = [.. drawn.Select(one => VisibleText.Line(one.Effect.Name, MaxNameLength))];
        string[] labels = isNumbered ? [.. names.Select((_, i) => (i + 1).ToString(CultureInfo.InvariantCulture))] : names;
        var heading = new Heading(YTitle, Width);
        double right = Width - 12, top = Top + heading.Extra, bottom = top + (isNumbered ? TallHeight : Height);
        var x = Scale.Over([0, .. drawn.SelectMany(one => new[] { one.Effect.X, one.Effect.XLower, one.Effect.XUpper })], Left, right, 6);
        var y = Scale.Over([0, .. drawn.SelectMany(one => new[] { one.Effect.Y, one.Effect.YLower, one.Effect.YUpper })], bottom, top, 5);
        var origin = (X: x[0] > (Left + right) / 2 ? x[0] - Svg.WidthOf(Baseline) - 5
            : x[0] + 5, Y: y[0] + 14, Width: Svg.WidthOf(Baseline));
        var points = drawn.Select((one, i) => (x[one.Effect.X], y[one.Effect.Y], Svg.WidthOf(labels[i])));
        // A number must not overlap the name of the baseline; names are long enough to remain readable.
        var places = Places([.. points], isNumbered ? [origin] : [], right, top, bottom);
        var (legend, rows) = isNumbered ? Legend(names, [.. drawn.Select(one => one.Style)], bottom + Bottom + LegendRow) : ([], 0);
        return Canvas(bottom + Bottom + (rows > 0 ? (rows + 1) * LegendRow : 0),
            Svg.Grid(y.Ticks.Select(tick => Svg.Line(Left, y[tick], right, y[tick])), x.Ticks
                .Select(tick => Svg.Line(x[tick], top, x[tick], bottom))),
            Svg.Faint(y.Ticks.Select(tick => Svg.Text(Left - 6, y[tick] + 4, y.Label(tick), "end")), Axes.Along(x, bottom)),
            Svg.Ink(Svg.Line(Left, y[0], right, y[0]), Svg.Line(x[0], top, x[0], bottom), heading.Title,
                Svg.Centred((Left + right) / 2, bottom + 38, XTitle, Width)),
            Origin(x, y, (Left + right) / 2, bottom),
            drawn.Select((one, i) => Marker.Group(one.Style,
                Whisker(one.Effect, x, y),
                Marker.At(x[one.Effect.X], y[one.Effect.Y], one.Style, Hint(one.Effect)),
                Leader(x[one.Effect.X], y[one.Effect.Y], places[i].X, places[i].Y, Svg.WidthOf(labels[i])),
                Svg.Text(places[i].X, places[i].Y, labels[i]))),
            legend);
    }

    /// <inheritdoc/>
    public override CsvTable Table()
    {
        var table = new CsvTable(["arm", "x", "x_lower", "x_upper", "y", "y_lower", "y_upper"]);
        foreach (var effect in Effects)
            table.Field(effect.Name).Field(effect.X).Field(effect.XLower).Field(effect.XUpper)
                .Field(effect.Y).Field(effect.YLower).Field(effect.YUpper).EndRow();
        return table;
    }

    /// <summary>The name of the baseline, on the side of the origin with more room.</summary>
    private XElement? Origin(Scale x, Scale y, double middle, double bottom)
    {
        if (Baseline.Length == 0)
            return null;
        var (at, anchor) = x[0] > middle ? (x[0] - 5, "end") : (x[0] + 5, "start");
        return Svg.Faint(Svg.Text(at, y[0] > bottom - 20 ? y[0] - 5 : y[0] + 14, VisibleText.Line(Baseline, 30), anchor));
    }

    /// <summary>Marker, number and name of each arm, in as many columns as fit, filled from top to bottom.</summary>
    private (XElement[] Legend, int Rows) Legend(string[] names, int[] styles, double top)
    {
        var width = names.Max(name => Svg.WidthOf(name)) + 52;
        var columns = Math.Max(1, (int)(Width / width));
        var rows = (names.Length + columns - 1) / columns;
        return ([.. names.Select((name, i) =>
        {
            var (left, baseline) = (4 + i / rows * width, top + i % rows * LegendRow);
            return Marker.Group(styles[i], Marker.At(left + 4, baseline - 4, styles[i]),
                Svg.Text(left + 30, baseline, (i + 1).ToString(CultureInfo.InvariantCulture), "end"), Svg.Text(left + 36, baseline, name));
        })], rows);
    }

    /// <summary>
    /// Positions of labels: as close to their points as possible, left or right of them, above or below the whisker, without overlapping
    /// other labels or points.
    /// </summary>
    private static (double X, double Y)[] Places(IReadOnlyList<(double X, double Y, double Width)> points,
        IReadOnlyList<(double X, double Y, double Width)> reserved, double right, double top, double bottom)
    {
        List<(double X, double Y, double Width)> taken = [.. reserved, .. points.Select(point => (point.X - 5, point.Y + 5, 10.0))];
        foreach (var (x, y, width) in points)
        {
            var free = Candidates(x, y, width)
                .Where(candidate => candidate.X > Left && candidate.X + width < right && candidate.Y > top + 10 && candidate.Y < bottom - 2
                && !taken.Exists(other => Math.Abs(other.Y - candidate.Y) < 13 && candidate.X < other.X + other.Width
                    && other.X < candidate.X + width));
            var place = free.DefaultIfEmpty((X: Math.Max(Left, Math.Min(x + 8, right - width)), Y: y - 6)).First();
            taken.Add((place.X, place.Y, width));
        }
        return [.. taken.Skip(reserved.Count + points.Count).Select(place => (place.X, place.Y))];

        static IEnumerable<(double X, double Y)> Candidates(double x, double y, double width) =>
            from candidate in
                from up in Enumerable.Range(-24, 49)
                where up != 0
                from along in new double[] { 8, 30, 70, 120 }
                select (Along: along, Up: 4 + 8.0 * up)
            orderby candidate.Along * candidate.Along + (candidate.Up - 4) * (candidate.Up - 4), candidate.Up
            from left in new[] { x + candidate.Along, x - candidate.Along - width }
            select (X: left, Y: y + candidate.Up);
    }

    /// <summary>A thin line from a point to a label that is not next to it.</summary>
    private static XElement? Leader(double x, double y, double left, double baseline, double width)
    {
        var (toX, toY) = (left > x ? left - 2 : left + width + 2, baseline - 4);
        return Math.Abs(toX - x) < 12 && Math.Abs(toY - y) < 14 ? null : Svg.Line(x, y, toX, toY, 0.5);
    }

    private static IEnumerable<XElement> Whisker(Effect effect, Scale x, Scale y)
    {
        if (double.IsFinite(effect.XLower) && double.IsFinite(effect.XUpper))
            yield return Svg.Line(x[effect.XLower], y[effect.Y], x[effect.XUpper], y[effect.Y], 1.4);
        if (double.IsFinite(effect.YLower) && double.IsFinite(effect.YUpper))
            yield return Svg.Line(x[effect.X], y[effect.YLower], x[effect.X], y[effect.YUpper], 1.4);
    }

    private static string Hint(Effect effect) =>
        string.Create(CultureInfo.InvariantCulture, $"{effect.Name}: {effect.X:G4}, {effect.Y:G4}");
}

/// <summary>The changes of two quantities in an arm, relative to a baseline.</summary>
/// <param name="Name">The arm.</param>
/// <param name="X">The change on the horizontal axis.</param>
/// <param name="XLower">Lower end of its interval; NaN if there is none.</param>
/// <param name="XUpper">Upper end.</param>
/// <param name="Y">The change on the vertical axis.</param>
/// <param name="YLower">Lower end.</param>
/// <param name="YUpper">Upper end.</param>
public sealed record Effect(string Name, double X, double XLower, double XUpper, double Y, double YLower, double YUpper)
{
    /// <summary>Index of colour and marker, from 0; by default the index among the effects.</summary>
    public int? Style { get; init; }

    /// <summary>Whether it can be drawn.</summary>
    internal bool IsDrawn => double.IsFinite(X) && double.IsFinite(Y);
}
