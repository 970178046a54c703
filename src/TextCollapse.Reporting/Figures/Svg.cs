using System.Globalization;
using System.Xml.Linq;

namespace TextCollapse.Reporting.Figures;

/// <summary>
/// The SVG elements that figures use. Colours are inherited: a group sets its class and colour, its content uses <c>currentColor</c>.
/// </summary>
internal static class Svg
{
    /// <summary>Font size in pixels.</summary>
    public const double TextSize = 12;

    /// <summary>The namespace of SVG.</summary>
    public static XNamespace Space { get; } = "http://www.w3.org/2000/svg";

    /// <summary>A number rounded to a tenth of a pixel.</summary>
    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture) is "-0" ? "0"
        : value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A group in one colour.</summary>
    public static XElement Group(string name, string color, params object?[] content) =>
        new(Space + "g", new XAttribute("class", name), new XAttribute("color", color), content);

    /// <summary>A group in the colour of text.</summary>
    public static XElement Ink(params object?[] content) => Group("tc-ink", Palette.Ink, content);

    /// <summary>A group in a less prominent colour, for axes and notes.</summary>
    public static XElement Faint(params object?[] content) => Group("tc-faint", Palette.Faint, content);

    /// <summary>A group in the colour of grid lines and shading.</summary>
    public static XElement Grid(params object?[] content) => Group("tc-grid", Palette.Grid, content);

    /// <summary>A straight line.</summary>
    public static XElement Line(double x1, double y1, double x2, double y2, double width = 1, string? dash = null) =>
        Path($"M{Number(x1)} {Number(y1)}L{Number(x2)} {Number(y2)}", width, dash);

    /// <summary>A stroked path.</summary>
    public static XElement Path(string data, double width, string? dash = null) => new(Space + "path", new XAttribute("d", data),
        new XAttribute("fill", "none"), new XAttribute("stroke", "currentColor"), new XAttribute("stroke-width", Number(width)),
        new XAttribute("stroke-linejoin", "round"), dash is null ? null : new XAttribute("stroke-dasharray", dash));

    /// <summary>A filled path.</summary>
    public static XElement Area(string data, double opacity) =>
        new(Space + "path", new XAttribute("d", data), new XAttribute("fill", "currentColor"),
        opacity < 1 ? new XAttribute("fill-opacity", opacity.ToString("0.###", CultureInfo.InvariantCulture)) : null);

    /// <summary>A filled rectangle.</summary>
    public static XElement Rectangle(double x, double y, double width, double height, double opacity = 1) =>
        Area($"M{Number(x)} {Number(y)}h{Number(width)}v{Number(height)}h{Number(-width)}z", opacity);

    /// <summary>A line of text whose baseline starts, ends or is centred at (x, y), depending on <paramref name="anchor"/>.</summary>
    public static XElement Text(double x, double y, string text, string anchor = "start", double size = TextSize, bool bold = false) =>
        new(Space + "text",
        new XAttribute("x", Number(x)), new XAttribute("y", Number(y)), new XAttribute("fill", "currentColor"),
        anchor == "start" ? null : new XAttribute("text-anchor", anchor),
        size == TextSize ? null : new XAttribute("font-size", Number(size)),
        bold ? new XAttribute("font-weight", "600") : null,
        VisibleText.Line(text));

    /// <summary>Lines of text centred at x and kept within a figure of the given width; the first baseline is at y.</summary>
    public static IEnumerable<XElement> Centred(double x, double y, string text, double width) => text.Length == 0 ? []
        : Wrap(text, width - 8).Select((line, i) =>
        Text(Math.Clamp(x, 4 + WidthOf(line) / 2, Math.Max(4 + WidthOf(line) / 2, width - 4 - WidthOf(line) / 2)), y
            + 16 * i, line, "middle"));

    /// <summary>Wraps a text to a width in pixels; only a single word may be wider.</summary>
    public static IEnumerable<string> Wrap(string text, double width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && WidthOf($"{line} {word}") > width)
            {
                yield return line;
                line = word;
            }
            else
                line = line.Length == 0 ? word : $"{line} {word}";
        }
        yield return line;
    }

    /// <summary>The tooltip of an element.</summary>
    public static XElement Hint(string text) => new(Space + "title", VisibleText.Line(text));

    /// <summary>Adds a child to the element and returns the element.</summary>
    public static XElement With(this XElement element, XElement child)
    {
        element.Add(child);
        return element;
    }

    /// <summary>Shortens a name to a number of characters by removing its middle, because names of arms differ at their ends.</summary>
    public static string Ends(string name, int length)
    {
        var elements = new System.Globalization.StringInfo(VisibleText.Line(name));
        var all = elements.LengthInTextElements;
        return all <= length ? elements.String
            : elements.SubstringByTextElements(0, length / 2) + "…" + elements.SubstringByTextElements(all - (length - length / 2 - 1));
    }

    /// <summary>The approximate width of a text in pixels, slightly overestimated because fonts differ.</summary>
    public static double WidthOf(string text, double size = TextSize) => VisibleText.Line(text).Sum(RelativeWidth) * size;

    private static double RelativeWidth(char character) => character switch
    {
        > '\u2E7F' => 1.0,
        'i' or 'l' or 'j' or '.' or ',' or ' ' or 't' or 'f' or 'r' => 0.34,
        'm' or 'w' or 'M' or 'W' => 0.85,
        _ => char.IsUpper(character) ? 0.72 : 0.6,
    };
}
