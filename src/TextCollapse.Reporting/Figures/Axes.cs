using System.Xml.Linq;

namespace TextCollapse.Reporting.Figures;

/// <summary>Two axes with thin grid lines. Titles are horizontal; that of the vertical axis is above it (<see cref="Heading"/>).</summary>
internal static class Axes
{
    /// <summary>Grid, ticks and the title of the horizontal axis, in a figure of the given width.</summary>
    public static IEnumerable<XElement> Both(Scale x, Scale y, double left, double right, double bottom, string xTitle, double width) =>
    [
        Svg.Grid(y.Ticks.Select(tick => Svg.Line(left, y[tick], right, y[tick]))),
        Svg.Faint(
            y.Ticks.Select(tick => Svg.Text(left - 6, y[tick] + 4, y.Label(tick), "end")),
            Along(x, bottom),
            Svg.Line(left, bottom, right, bottom)),
        Svg.Ink(Svg.Centred((left + right) / 2, bottom + 36, xTitle, width)),
    ];

    /// <summary>Ticks of the horizontal axis.</summary>
    public static IEnumerable<XElement> Along(Scale x, double bottom, double size = Svg.TextSize) =>
        x.Ticks
            .SelectMany(tick =>
            new[] { Svg.Line(x[tick], bottom, x[tick], bottom + 4), Svg.Text(x[tick], bottom + 17, x.Label(tick), "middle", size) });
}
