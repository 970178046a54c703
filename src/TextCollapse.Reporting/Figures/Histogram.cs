using System.Xml.Linq;

namespace TextCollapse.Reporting.Figures;

/// <summary>
/// Histograms over common bins, in panels: the first sample of each panel is a grey area, the others are outlines, the last one heavier.
/// Bins, axes and legend are common to all panels, so that panels can be compared.
/// </summary>
public sealed record Histogram : Figure
{
    private const double Left = 44, Gap = 28, Top = 54, PlotHeight = 110, PanelGap = 66, Bottom = 44, Narrow = 480, LegendMark = 34;

    /// <summary>The quantity that is binned, with its unit.</summary>
    public required string XTitle { get; init; }

    /// <summary>The title of the vertical axis, such as "share of documents".</summary>
    public required string YTitle { get; init; }

    /// <summary>The panels.</summary>
    public required IReadOnlyList<HistogramPanel> Panels { get; init; }

    /// <summary>The number of bins.</summary>
    public int Bins { get; init; } = 40;

    /// <inheritdoc/>
    public override XElement Draw()
    {
        var edges = Edges();
        var columns = Panels.Count == 1 || Width < Narrow ? 1 : 2;
        var width = (Width - Left - (columns - 1) * (Gap + Left) - 16) / columns;
        var shares = Panels.Select(panel => panel.Samples.Select(sample => Shares(sample, edges)).ToArray()).ToArray();
        var max = shares.SelectMany(panel => panel).SelectMany(sample => sample).DefaultIfEmpty(1).Max();
        var rows = (Panels.Count + columns - 1) / columns;
        string[] names = [.. Panels.SelectMany(panel => panel.Samples.Select(sample => sample.Name)).Distinct()];
        var heading = new Heading(YTitle, Width, names.Sum(name => Svg.WidthOf(name) + LegendMark), Width - 8);
        var top = Top + heading.Extra;
        var bottom = top + rows * PlotHeight + (rows - 1) * PanelGap;
        return Canvas(bottom + Bottom,
            Svg.Ink(heading.Title, Svg.Text(Left, bottom + 38, XTitle)),
            Legend(names, heading),
            Panels
                .Select((panel, i) =>
                Draw(panel, panel.Style ?? i, shares[i], edges, max, Left + i % columns * (width + Gap + Left), top
                + i / columns * (PlotHeight + PanelGap), width)));
    }

    /// <inheritdoc/>
    public override CsvTable Table()
    {
        var edges = Edges();
        var table = new CsvTable(["panel", "sample", "bin_from", "bin_to", "count", "share"]);
        foreach (var panel in Panels)
            foreach (var sample in panel.Samples)
            {
                var counts = Counts(sample, edges);
                for (var bin = 0; bin < counts.Length; bin++)
                    table.Field(panel.Name).Field(sample.Name).Field(edges[bin]).Field(edges[bin + 1]).Field((long)counts[bin])
                        .Field(Measurement.Ratio(counts[bin], counts.Sum(), "it is empty")).EndRow();
            }
        return table;
    }

    private IEnumerable<XElement> Draw(HistogramPanel panel, int style, double[][] shares, double[] edges, double max, double left,
        double top, double width)
    {
        var x = Scale.Over([edges[0], edges[^1]], left, left + width, 5, margin: 0);
        var y = Scale.Over([0, max], top + PlotHeight, top, 3, margin: 0);
        yield return Svg.Ink(Svg.Text(left, top - 8, Svg.Ends(panel.Name, 40), bold: true));
        yield return Svg.Grid(y.Ticks.Select(tick => Svg.Line(left, y[tick], left + width, y[tick])));
        for (var i = 0; i < shares.Length; i++)
        {
            var hint = Svg.Hint($"{panel.Name}, {panel.Samples[i].Name}");
            var outline = Outline(shares[i], edges, x, y);
            yield return i == 0
                ? Svg.Faint(Svg.Area(outline + "z", 0.3).With(hint))
                : Marker.Group(style, Svg.Path(outline, i == shares.Length - 1 ? 1.9 : 1, null).With(hint));
        }
        yield return Svg.Faint(y.Ticks.Select(tick => Svg.Text(left - 6, y[tick] + 4, y.Label(tick), "end")),
            Axes.Along(x, top + PlotHeight), Svg.Line(left, top + PlotHeight, left + width, top + PlotHeight));
    }

    private IEnumerable<XElement> Legend(string[] names, Heading heading)
    {
        var (x, y) = (heading.IsBeside ? Width - 8 - names.Sum(name => Svg.WidthOf(name) + LegendMark) : 4, heading.NoteAt);
        for (var i = 0; i < names.Length; i++)
        {
            yield return Svg.Faint(i == 0 ? Svg.Rectangle(x, y - 9, 18, 9, 0.3)
                : Svg.Line(x, y - 4, x + 18, y - 4, i == names.Length - 1 ? 2.4 : 1), Svg.Text(x + 23, y, names[i]));
            x += Svg.WidthOf(names[i]) + LegendMark;
        }
    }

    private static string Outline(double[] shares, double[] edges, Scale x, Scale y) =>
        $"M{Svg.Number(x[edges[0]])} {Svg.Number(y[0])}" + string
            .Concat(shares.Select((share, bin) => $"V{Svg.Number(y[share])}H{Svg.Number(x[edges[bin + 1]])}")) + $"V{Svg.Number(y[0])}";

    private double[] Edges()
    {
        var values = Panels.SelectMany(panel => panel.Samples).SelectMany(sample => sample.Values).Where(double.IsFinite).DefaultIfEmpty(0)
            .ToArray();
        double from = values.Min(), to = values.Max() is var max && max > from ? max : from + 1;
        return [.. Enumerable.Range(0, Bins + 1).Select(i => i == Bins ? to : from + i * (to - from) / Bins)];
    }

    private static int[] Counts(HistogramSample sample, double[] edges)
    {
        var counts = new int[edges.Length - 1];
        foreach (var value in sample.Values.Where(double.IsFinite))
            counts[Math.Clamp((int)((value - edges[0]) / (edges[^1] - edges[0]) * counts.Length), 0, counts.Length - 1)]++;
        return counts;
    }

    private static double[] Shares(HistogramSample sample, double[] edges)
    {
        var counts = Counts(sample, edges);
        return [.. counts.Select(count => (double)count / Math.Max(1, counts.Sum()))];
    }
}

/// <summary>One panel.</summary>
/// <param name="Name">The title of the panel.</param>
/// <param name="Samples">The overlaid samples, the reference first.</param>
public sealed record HistogramPanel(string Name, IReadOnlyList<HistogramSample> Samples)
{
    /// <summary>Index of the colour, from 0; by default the index of the panel.</summary>
    public int? Style { get; init; }
}

/// <summary>One distribution.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Values">The values; those that are not finite are ignored.</param>
public sealed record HistogramSample(string Name, IReadOnlyList<double> Values);
