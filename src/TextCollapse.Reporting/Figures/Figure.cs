using System.Xml.Linq;

namespace TextCollapse.Reporting.Figures;

/// <summary>
/// A figure and the table of its plotted values. The report, its figure files and the classroom page all use <see cref="Draw"/>.
/// </summary>
public abstract record Figure
{
    /// <summary>The name of its files, without extension.</summary>
    public required string Name { get; init; }

    /// <summary>What it shows, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>A text alternative that describes what the figure shows.</summary>
    public string Description { get; init; } = "";

    /// <summary>Width in pixels; the height follows from the content. On a page it scales to the available width.</summary>
    public double Width { get; init; } = 680;

    /// <summary>
    /// An <c>svg</c> element with text as text, light colours as attributes, and classes that let a page change the colours
    /// (<see cref="FigureStyle"/>).
    /// </summary>
    public abstract XElement Draw();

    /// <summary>The plotted values.</summary>
    public abstract CsvTable Table();

    /// <summary>The element as markup for a page. All text in it is escaped.</summary>
    public string Markup() => Draw().ToString(SaveOptions.DisableFormatting);

    /// <summary>A standalone SVG file, with a white background so that it is readable on any page.</summary>
    public string File()
    {
        var svg = Draw();
        svg.AddFirst(
            new XElement(Svg.Space + "title", VisibleText.Line(Title)),
            Description.Length == 0 ? null : new XElement(Svg.Space + "desc", VisibleText.Line(Description)),
            new XElement(Svg.Space + "rect", new XAttribute("class", "tc-paper"), new XAttribute("fill", "#fff"),
                new XAttribute("width", "100%"), new XAttribute("height", "100%")));
        return svg + "\n";
    }

    /// <summary>The outermost element.</summary>
    private protected XElement Canvas(double height, params object?[] content) => new(Svg.Space + "svg",
        new XAttribute("class", "tc-figure"),
        new XAttribute("viewBox", $"0 0 {Svg.Number(Width)} {Svg.Number(height)}"),
        new XAttribute("width", Svg.Number(Width)), new XAttribute("height", Svg.Number(height)),
        new XAttribute("role", "img"),
            new XAttribute("aria-label", VisibleText.Line(Description.Length == 0 ? Title : $"{Title}. {Description}")),
        new XAttribute("font-family", "Helvetica, Arial, sans-serif"), new XAttribute("font-size", Svg.Number(Svg.TextSize)), content);
}
