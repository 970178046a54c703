using System.Xml.Linq;

namespace TextCollapse.Reporting.Figures;

/// <summary>The style of a series: colour and marker shape are redundant, so either alone identifies the series.</summary>
internal static class Marker
{
    private const double Radius = 3.4;

    /// <summary>A group in the colour of series <paramref name="style"/>.</summary>
    public static XElement Group(int style, params object?[] content) =>
        Svg.Group($"tc-s{style % Palette.Series.Count}", Palette.Series[style % Palette.Series.Count], content);

    /// <summary>The marker of series <paramref name="style"/> at (x, y).</summary>
    public static XElement At(double x, double y, int style, string? hint = null) => At([(x, y)], style, hint);

    /// <summary>Markers of series <paramref name="style"/> as one element.</summary>
    public static XElement At(IEnumerable<(double X, double Y)> places, int style, string? hint = null)
    {
        // Every second cycle of the colours shifts the shapes by one, so that 128 series have distinct styles.
        var cycle = style / Palette.Series.Count;
        var (isHollow, shape) = (cycle % 2 == 1, (style + cycle / 2) % Palette.Series.Count);
        return new XElement(Svg.Space + "path",
            new XAttribute("class", isHollow ? "tc-mark tc-paper" : "tc-mark"),
            new XAttribute("d", string.Concat(places.Select(place => Shape(place.X, place.Y, shape)))),
            new XAttribute("fill", isHollow ? "#fff" : "currentColor"),
            isHollow ? new XAttribute("stroke", "currentColor") : null,
            isHollow ? new XAttribute("stroke-width", "1.5") : null,
            hint is null ? null : Svg.Hint(hint));
    }

    private static string Shape(double x, double y, int shape) => shape switch
    {
        0 => Circle(x, y, Radius),
        1 => Polygon(x, y, (-3, -3), (3, -3), (3, 3), (-3, 3)),
        2 => Polygon(x, y, (0, -4), (4, 3), (-4, 3)),
        3 => Polygon(x, y, (0, -4.4), (4.4, 0), (0, 4.4), (-4.4, 0)),
        4 => Polygon(x, y, (-4, -3), (4, -3), (0, 4)),
        5 => Polygon(x, y, (-1.2, -4), (1.2, -4), (1.2, -1.2), (4, -1.2), (4, 1.2), (1.2, 1.2), (1.2, 4), (-1.2, 4), (-1.2, 1.2), (-4, 1.2),
            (-4, -1.2), (-1.2, -1.2)),
        6 => Polygon(x, y, (-4, -1.3), (4, -1.3), (4, 1.3), (-4, 1.3)),
        _ => Polygon(x, y, (-1.3, -4), (1.3, -4), (1.3, 4), (-1.3, 4)),
    };

    private static string Circle(double x, double y, double r) =>
        $"M{Svg.Number(x - r)} {Svg.Number(y)}{Half(r, 2 * r)}{Half(r, -2 * r)}z";

    private static string Half(double r, double along) => $"a{Svg.Number(r)} {Svg.Number(r)} 0 1 0 {Svg.Number(along)} 0";

    private static string Polygon(double x, double y, params (double X, double Y)[] corners) =>
        "M" + string.Join('L', corners.Select(corner => $"{Svg.Number(x + corner.X)} {Svg.Number(y + corner.Y)}")) + "z";
}
