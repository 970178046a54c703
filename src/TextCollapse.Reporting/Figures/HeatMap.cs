using System.Xml.Linq;

namespace TextCollapse.Reporting.Figures;

/// <summary>Shares from 0 to 1 as coloured cells labelled in per cent, in panels with a common colour scale.</summary>
public sealed record HeatMap : Figure
{
    private const double Top = 56, CellHeight = 22, PanelGap = 58, Right = 8, Bottom = 20, LegendWidth = 204;

    private const int MaxNameLength = 40;

    /// <summary>The title of the rows.</summary>
    public required string RowTitle { get; init; }

    /// <summary>The title of the columns.</summary>
    public required string ColumnTitle { get; init; }

    /// <summary>The quantity shown by colour.</summary>
    public required string ValueTitle { get; init; }

    /// <summary>The rows, from top to bottom.</summary>
    public required IReadOnlyList<string> Rows { get; init; }

    /// <summary>The columns, from left to right.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The panels.</summary>
    public required IReadOnlyList<HeatMapPanel> Panels { get; init; }

    /// <inheritdoc/>
    public override XElement Draw()
    {
        var left = 14 + Rows.Select(row => Svg.WidthOf(Svg.Ends(row, 30))).DefaultIfEmpty(0).Max();
        var half = (Width - 2 * left - 24) / 2;
        var perRow = Panels.Count > 1 && half / Math.Max(1, Columns.Count) >= 18
            && Panels.Max(panel => Svg.WidthOf(Svg.Ends(panel.Name, MaxNameLength))) <= half ? 2 : 1;
        var width = (Width - Right - perRow * left - (perRow - 1) * 20) / perRow;
        var cell = Math.Min(width / Math.Max(1, Columns.Count), 46);
        var height = Rows.Count * CellHeight;
        var lines = (Panels.Count + perRow - 1) / perRow;
        var heading = new Heading(ValueTitle, Width, LegendWidth, Width - Right);
        var top = Top + heading.Extra;
        return Canvas(top + lines * height + (lines - 1) * PanelGap + Bottom + 18,
            Svg.Ink(heading.Title), Legend(heading.IsBeside ? Width - Right - LegendWidth : 4, heading.NoteAt),
            Panels
                .Select((panel, i) =>
                Draw(panel, left + i % perRow * (width + left + 20), top + i / perRow * (height + PanelGap), cell, height)));
    }

    /// <inheritdoc/>
    public override CsvTable Table()
    {
        var table = new CsvTable(["panel", "row", "column", "value"]);
        foreach (var panel in Panels)
            for (var row = 0; row < Rows.Count; row++)
                for (var column = 0; column < Columns.Count; column++)
                    table.Field(panel.Name).Field(Rows[row]).Field(Columns[column]).Field(panel.Values[row][column]).EndRow();
        return table;
    }

    private IEnumerable<XElement> Draw(HeatMapPanel panel, double left, double top, double cell, double height)
    {
        yield return Svg.Ink(Svg.Text(left, top - 8, Svg.Ends(panel.Name, MaxNameLength), bold: true), Rows
            .Select((row, i) => Svg.Text(left - 6, top + i * CellHeight + 15, Svg.Ends(row, 30), "end")));
        var cells = from row in Enumerable.Range(0, Rows.Count)
                    from column in Enumerable.Range(0, Columns.Count)
                    let value = panel.Values[row][column]
                    where double.IsFinite(value)
                    select (X: left + column * cell, Y: top + row * CellHeight, Value: value);
        foreach (var step in cells.GroupBy(one => Palette.Step(one.Value)).OrderBy(step => step.Key))
            yield return Svg.Group(step.Key >= Palette.High ? "tc-on-high" : "tc-on-low", step.Key >= Palette.High ? "#fff" : Palette.Ink,
                Swatch(step.Key, [.. step.Select(one => (one.X, one.Y))], cell - 1, CellHeight - 1),
                cell < 18 ? null
                    : new XElement(Svg.Space + "g", new XAttribute("font-size", Svg.Number(Math.Min(11, 0.53 * cell))),
                    new XAttribute("text-anchor", "middle"), new XAttribute("fill", "currentColor"),
                    step.Select(one =>
                        new XElement(Svg.Space + "text", new XAttribute("x", Svg.Number(one.X + cell / 2 - 0.5)),
                        new XAttribute("y", Svg.Number(one.Y + 15)), Scale.Text(100 * one.Value, 0)))));
        var every = Math.Max(1, (int)Math.Ceiling(Columns.Max(column => Svg.WidthOf(column, 11)) * 1.4 / cell));
        yield return Svg.Faint(Columns
            .Select((column, i) => i % every == 0 ? Svg.Text(left + (i + 0.5) * cell, top + height + 14, column, "middle", 11) : null),
            Svg.Text(left - 6, top + height + 14, ColumnTitle, "end", 11));
    }

    private static IEnumerable<XElement> Legend(double left, double baseline)
    {
        const double width = 14, before = 24;
        yield return Svg.Faint(Svg.Text(left, baseline, "0 %", size: 11),
            Svg.Text(left + before + Palette.Ramp.Count * width + 5, baseline, "100 %", size: 11));
        for (var step = 0; step < Palette.Ramp.Count; step++)
            yield return Swatch(step, [(left + before + step * width, baseline - 9)], width, 10);
    }

    private static XElement Swatch(int step, IReadOnlyList<(double X, double Y)> places, double width, double height) =>
        new(Svg.Space + "path",
        new XAttribute("class", $"tc-h{step}"), new XAttribute("fill", Palette.Ramp[step]),
        new XAttribute("d", string
            .Concat(places
            .Select(place =>
            $"M{Svg.Number(place.X)} {Svg.Number(place.Y)}h{Svg.Number(width)}v{Svg.Number(height)}h{Svg.Number(-width)}z"))));
}

/// <summary>One panel.</summary>
/// <param name="Name">The title of the panel.</param>
/// <param name="Values">By row, then column; NaN for a missing value.</param>
public sealed record HeatMapPanel(string Name, IReadOnlyList<IReadOnlyList<double>> Values);
