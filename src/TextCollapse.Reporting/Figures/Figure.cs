using System.Xml.Linq;

namespace TextCollapse.Reporting.Figures;

/// <summary>
/// A picture drawn from numbers, and the table of exactly those numbers. Drawn here once: the report, the files beside it and the live page
/// all show what <see cref="Draw"/> gives.
/// </summary>
public abstract record Figure
{
    /// <summary>The stem of its files' names.</summary>
    public required string Name { get; init; }

    /// <summary>What it shows, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What one sees in it, for those who do not see it.</summary>
    public string Description { get; init; } = "";

    /// <summary>Width in pixels; the height follows from the content. It scales with its place.</summary>
    public double Width { get; init; } = 680;

    /// <summary>
    /// An <c>svg</c> element with text as text, light colours as attributes and classes by which a page may recolour it
    /// (<see cref="FigureStyle"/>).
    /// </summary>
    public abstract XElement Draw();

    /// <summary>The plotted numbers.</summary>
    public abstract CsvTable Table();

    /// <summary>The element as markup for a page. Safe as it is: all text in it is escaped.</summary>
    public string Markup() => Draw().ToString(SaveOptions.DisableFormatting);

    /// <summary>A file that stands alone: on white, so that it can be read on a page of any colour.</summary>
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
