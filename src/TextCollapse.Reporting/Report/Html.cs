using System.Globalization;
using System.Xml.Linq;

namespace TextCollapse.Reporting.Report;

/// <summary>Elements of the page. Text in them is escaped when they are written, so that no text can become markup.</summary>
internal static class Html
{
    private static readonly string[] Void = ["br", "hr", "input", "meta"];

    /// <summary>An element; strings in its content are text.</summary>
    public static XElement Element(string name, params object?[] content) => new(name, content);

    /// <summary>An element with a class.</summary>
    public static XElement Of(string name, string kind, params object?[] content) => new(name, new XAttribute("class", kind), content);

    /// <summary>A paragraph.</summary>
    public static XElement Paragraph(params object?[] content) => new("p", content.Select(Set));

    /// <summary>A small paragraph below a figure or a table.</summary>
    public static XElement Note(params object?[] content) => Of("p", "note", content.Select(Set));

    /// <summary>Text that somebody or something else wrote: made visible and kept from reordering what stands around it.</summary>
    public static XElement Foreign(string text) => new("bdi", VisibleText.Line(text));

    /// <summary>A link to a file beside the report.</summary>
    public static XElement Link(string address, string text) => new("a", new XAttribute("href", address), text);

    /// <summary>A table; the first field of a row is its heading, columns of numbers stand to the right.</summary>
    public static XElement Table(string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var all = rows.ToArray();
        XAttribute? Side(int column) => column > 0 && all.All(row => IsNumber(row[column])) ? new XAttribute("class", "number") : null;
        return Of("div", "wide", Reachable(caption), new XElement("table", Of("caption", "sr", caption),
            new XElement("thead", new XElement("tr", columns.Select((column, i) => new XElement("th", new XAttribute("scope", "col"), Side(i), column)))),
            new XElement("tbody", all.Select(row => new XElement("tr", row.Select((field, i) => i == 0 ? new XElement("th", new XAttribute("scope", "row"), field) : new XElement("td", Side(i), field)))))));
    }

    /// <summary>Names with what they stand for; entries without a value are left out.</summary>
    public static XElement List(IEnumerable<(string Name, string? Value)> entries, bool code = false) => new("dl", entries.Where(entry => entry.Value is { Length: > 0 }).Select(entry => new[]
    {
        new XElement("dt", entry.Name), new XElement("dd", code ? new XElement("code", VisibleText.Line(entry.Value!)) : VisibleText.Line(entry.Value!)),
    }));

    /// <summary>What may be wider than the page is scrolled by its own bar, by keys too.</summary>
    public static object[] Reachable(string name) => [new XAttribute("tabindex", 0), new XAttribute("role", "region"), new XAttribute("aria-label", name)];

    /// <summary>A number with its significant digits and a true minus sign.</summary>
    public static string Number(double value, string format = "G4") => double.IsNaN(value) ? "–" : value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>The markup of an element. HTML knows no empty elements but a few.</summary>
    public static string Write(XElement element)
    {
        foreach (var empty in element.DescendantsAndSelf().Where(one => one.IsEmpty && one.Name.Namespace == XNamespace.None && !Void.Contains(one.Name.LocalName)))
            empty.Value = "";
        return element.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>The page's own words as a typesetter sets them: no line ends between a number and its sign of per cent, apostrophes are curled.</summary>
    public static object? Set(object? content) => content is string text ? text.Replace(" %", "\u00A0%", StringComparison.Ordinal).Replace('\'', '’') : content;

    private static bool IsNumber(object? field) => field is string { Length: > 0 } text && (char.IsAsciiDigit(text[0]) || text[0] is '−' or '+' or '–' or '<');
}
