using System.Xml.Linq;
using TextCollapse.Reporting.Figures;

namespace TextCollapse.Reporting.Report;

/// <summary>A part of the report under its own heading.</summary>
/// <param name="Id">The address within the page.</param>
/// <param name="Title">The heading.</param>
/// <param name="Body">What stands under it.</param>
internal sealed record ReportSection(string Id, string Title, params object?[] Body)
{
    private const double NarrowWidth = 360;

    /// <summary>The pictures in it, which also become files.</summary>
    public IReadOnlyList<Figure> Figures { get; init; } = [];

    /// <summary>The section as it stands in the page.</summary>
    public XElement Draw() => new("section", new XAttribute("id", Id), new XAttribute("aria-labelledby", $"{Id}-title"),
        new XElement("h2", new XAttribute("id", $"{Id}-title"), Title), Body);

    /// <summary>A picture with its heading, what to see in it, and its files; drawn a second time for phones, of which the page shows one.</summary>
    public static XElement Show(Figure figure, params object?[] caption) => new("figure",
        Html.Element("h3", VisibleText.Line(figure.Title)),
        Html.Of("div", "wide drawn", Html.Reachable(figure.Title), figure.Draw()),
        Html.Of("div", "narrow drawn", (figure with { Width = NarrowWidth }).Draw()),
        new XElement("figcaption", caption.Select(Html.Set), caption.Length == 0 ? null : " ", Html.Of("span", "files", Html.Link($"figures/{figure.Name}.svg", "SVG"), " ", Html.Link($"figures/{figure.Name}.csv", "numbers"))));
}
