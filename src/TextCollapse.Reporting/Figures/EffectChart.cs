using System.Globalization;
using System.Xml.Linq;

namespace TextCollapse.Reporting.Figures;

/// <summary>Effects on two things at once, each arm a point with an interval both ways, the baseline where the axes cross.</summary>
public sealed record EffectChart : Figure
{
    private const double Left = 62, Top = 30, Bottom = 48;
    private const int Longest = 48;

    /// <summary>The effect along, with its unit and which way is better.</summary>
    public required string XTitle { get; init; }

    /// <summary>The effect upward, with its unit and which way is better.</summary>
    public required string YTitle { get; init; }

    /// <summary>The arms.</summary>
    public required IReadOnlyList<Effect> Effects { get; init; }

    /// <summary>What stands at (0, 0); may be empty.</summary>
    public string Baseline { get; init; } = "";

    /// <inheritdoc/>
    public override XElement Draw()
    {
        var drawn = Effects.Select((effect, i) => (Effect: effect, Style: effect.Style ?? i)).Where(one => double.IsFinite(one.Effect.X) && double.IsFinite(one.Effect.Y)).ToArray();
        var names = drawn.Select(one => VisibleText.Line(one.Effect.Name, Longest)).ToArray();
        var heading = new Heading(YTitle, Width);
        double right = Width - 12, top = Top + heading.Extra, bottom = top + (drawn.Length > 12 ? 480 : 320);
        var x = Scale.Over([0, .. drawn.SelectMany(one => new[] { one.Effect.X, one.Effect.XLower, one.Effect.XUpper })], Left, right, 6);
        var y = Scale.Over([0, .. drawn.SelectMany(one => new[] { one.Effect.Y, one.Effect.YLower, one.Effect.YUpper })], bottom, top, 5);
        var places = Places([.. drawn.Select((one, i) => (x[one.Effect.X], y[one.Effect.Y], Svg.WidthOf(names[i])))], right, top, bottom);
        return Canvas(bottom + Bottom,
            Svg.Grid(y.Ticks.Select(tick => Svg.Line(Left, y[tick], right, y[tick])), x.Ticks.Select(tick => Svg.Line(x[tick], top, x[tick], bottom))),
            Svg.Faint(y.Ticks.Select(tick => Svg.Text(Left - 6, y[tick] + 4, y.Label(tick), "end")), Axes.Along(x, bottom)),
            Svg.Ink(Svg.Line(Left, y[0], right, y[0]), Svg.Line(x[0], top, x[0], bottom), heading.Title, Svg.Centred((Left + right) / 2, bottom + 38, XTitle, Width)),
            Baseline.Length == 0 ? null : Svg.Faint(Svg.Text(x[0] > (Left + right) / 2 ? x[0] - 5 : x[0] + 5, y[0] > bottom - 20 ? y[0] - 5 : y[0] + 14, VisibleText.Line(Baseline, 30), x[0] > (Left + right) / 2 ? "end" : "start")),
            drawn.Select((one, i) => Marker.Group(one.Style,
                Whisker(one.Effect, x, y),
                Marker.At(x[one.Effect.X], y[one.Effect.Y], one.Style, Hint(one.Effect)),
                Leader(x[one.Effect.X], y[one.Effect.Y], places[i].X, places[i].Y, Svg.WidthOf(names[i])),
                Svg.Text(places[i].X, places[i].Y, names[i]))));
    }

    /// <inheritdoc/>
    public override CsvTable Table()
    {
        var table = new CsvTable(["arm", "x", "x_lower", "x_upper", "y", "y_lower", "y_upper"]);
        foreach (var effect in Effects)
            table.Field(effect.Name).Field(effect.X).Field(effect.XLower).Field(effect.XUpper).Field(effect.Y).Field(effect.YLower).Field(effect.YUpper).EndRow();
        return table;
    }

    /// <summary>Where labels stand: as near to their points as they can, on either side, above or below the whisker, without covering another label or a point.</summary>
    private static (double X, double Y)[] Places(IReadOnlyList<(double X, double Y, double Width)> points, double right, double top, double bottom)
    {
        List<(double X, double Y, double Width)> taken = [.. points.Select(point => (point.X - 5, point.Y + 5, 10.0))];
        foreach (var (x, y, width) in points)
        {
            var free = Offers(x, y, width).Where(offer => offer.X > Left && offer.X + width < right && offer.Y > top + 10 && offer.Y < bottom - 2
                && !taken.Exists(other => Math.Abs(other.Y - offer.Y) < 13 && offer.X < other.X + other.Width && other.X < offer.X + width));
            var place = free.DefaultIfEmpty((X: Math.Max(Left, Math.Min(x + 8, right - width)), Y: y - 6)).First();
            taken.Add((place.X, place.Y, width));
        }
        return [.. taken.Skip(points.Count).Select(place => (place.X, place.Y))];

        static IEnumerable<(double X, double Y)> Offers(double x, double y, double width) =>
            from offer in from up in Enumerable.Range(-24, 49) where up != 0 from along in new double[] { 8, 30, 70, 120 } select (Along: along, Up: 4 + 8.0 * up)
            orderby offer.Along * offer.Along + (offer.Up - 4) * (offer.Up - 4), offer.Up
            from left in new[] { x + offer.Along, x - offer.Along - width }
            select (X: left, Y: y + offer.Up);
    }

    /// <summary>A thin line from a point to a label that does not stand beside it.</summary>
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

    private static string Hint(Effect effect) => string.Create(CultureInfo.InvariantCulture, $"{effect.Name}: {effect.X:G4}, {effect.Y:G4}");
}

/// <summary>What an arm does to two things, against a baseline.</summary>
/// <param name="Name">The arm.</param>
/// <param name="X">The effect along.</param>
/// <param name="XLower">Lower end of its interval; NaN where there is none.</param>
/// <param name="XUpper">Upper end.</param>
/// <param name="Y">The effect upward.</param>
/// <param name="YLower">Lower end.</param>
/// <param name="YUpper">Upper end.</param>
public sealed record Effect(string Name, double X, double XLower, double XUpper, double Y, double YLower, double YUpper)
{
    /// <summary>Which colour and marker, counted from 0; its place among the effects unless it is set.</summary>
    public int? Style { get; init; }
}
