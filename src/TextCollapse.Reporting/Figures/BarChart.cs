using System.Globalization;
using System.Xml.Linq;

namespace TextCollapse.Reporting.Figures;

/// <summary>
/// Horizontal bars with a mark at a reference value: the next-character distribution compared with that of generation 0.
/// </summary>
public sealed record BarChart : Figure
{
    private const double Top = 30, BarHeight = 20, Bottom = 24;

    /// <summary>The quantity shown by the length, with its unit.</summary>
    public required string ValueTitle { get; init; }

    /// <summary>The bars, from top to bottom.</summary>
    public required IReadOnlyList<Bar> Bars { get; init; }

    /// <summary>What the marks show; empty if there are none.</summary>
    public string ReferenceName { get; init; } = "";

    /// <summary>The end of the axis; by default the longest bar.</summary>
    public double? Most { get; init; }

    /// <summary>Index of the colour, from 0.</summary>
    public int Style { get; init; }

    /// <inheritdoc/>
    public override XElement Draw()
    {
        var left = 16 + Bars.Select(bar => Svg.WidthOf(Label(bar))).DefaultIfEmpty(0).Max();
        var note = ReferenceName.Length == 0 ? "" : $"mark: {ReferenceName}";
        var heading = new Heading(ValueTitle, Width, note.Length == 0 ? 0 : Svg.WidthOf(note), Width - 8);
        double right = Width - 48, top = Top + heading.Extra, bottom = top + Bars.Count * BarHeight;
        var x = Scale.Over([0, Most ?? Bars.SelectMany(bar => new[] { bar.Value, bar.Reference }).Where(double.IsFinite)
            .DefaultIfEmpty(1).Max()], left, right, 5, margin: 0);
        return Canvas(bottom + Bottom,
            Svg.Grid(x.Ticks.Select(tick => Svg.Line(x[tick], top, x[tick], bottom))),
            Svg.Faint(Axes.Along(x, bottom), heading.Note(note, Width - 8)),
            Svg.Ink(heading.Title),
            Bars.Select((bar, i) => Draw(bar, top + i * BarHeight, left, x)));
    }

    /// <inheritdoc/>
    public override CsvTable Table()
    {
        var table = new CsvTable(["label", "value", "reference"]);
        foreach (var bar in Bars)
            table.Field(Label(bar)).Field(bar.Value).Field(bar.Reference).EndRow();
        return table;
    }

    private IEnumerable<XElement> Draw(Bar bar, double top, double left, Scale x)
    {
        yield return Svg.Ink(Svg.Text(left - 8, top + 14, Label(bar), "end"));
        if (double.IsFinite(bar.Value))
            yield return Marker.Group(Style,
                Svg.Rectangle(left, top + 3, x[bar.Value] - left,
                BarHeight - 6).With(Svg.Hint(string.Create(CultureInfo.InvariantCulture, $"{Label(bar)}: {bar.Value:G4}"))));
        if (double.IsFinite(bar.Reference))
            yield return Svg.Ink(Svg.Line(x[bar.Reference], top + 1, x[bar.Reference], top + BarHeight - 1, 2));
    }

    private static string Label(Bar bar) => bar.Label == " " ? "␣" : VisibleText.Line(bar.Label, 24);
}

/// <summary>One bar.</summary>
/// <param name="Label">Any text, also a single character.</param>
/// <param name="Value">Its length.</param>
/// <param name="Reference">The position of its mark; NaN for none.</param>
public sealed record Bar(string Label, double Value, double Reference = double.NaN);
