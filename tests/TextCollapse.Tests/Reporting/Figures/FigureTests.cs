using System.Xml.Linq;
using TextCollapse.Reporting.Figures;

namespace TextCollapse.Tests.Reporting.Figures;

public class FigureTests
{
    private const string Hostile = "<script>alert(1)</script>\u202E\0\"'&=1+1";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Every kind of figure, as large as a large study makes it, with hostile names.</summary>
    private static readonly Figure[] Figures =
    [
        new LineChart
        {
            Name = "lines", Title = Hostile, Description = Hostile, XTitle = "generation", YTitle = Hostile, Noise = [new(1, 1.1, "noise floor")], Thresholds = [new(Hostile, 3, 2, 4) { Style = 1 }, new("threshold", 25), new("none", double.NaN)],
            Series = [.. Enumerable.Range(0, 12).Select(k => new Series(k == 0 ? Hostile : $"arm {k}", [.. Enumerable.Range(0, 31).Select(g => new SeriesPoint(g, g == 5 ? double.NaN : k + g, k + g - 0.5, k + g + 0.5))]) { IsTheory = k == 11 })],
        },
        new LineChart
        {
            Name = "many", Title = "Many arms", XTitle = "generation", YTitle = "y",
            Series = [.. Enumerable.Range(0, 35).Select(k => new Series($"fixed-real-0.05-window-{k}-temperature-0.{k}", [.. Enumerable.Range(0, 31).Select(g => new SeriesPoint(g, k * g / 30.0, k * g / 30.0 - 0.5, k * g / 30.0 + 0.5))]))],
        },
        new HeatMap
        {
            Name = "heat-many", Title = "Many arms", RowTitle = "arm", ColumnTitle = "times, from", ValueTitle = "share", Rows = [.. Enumerable.Range(0, 35).Select(k => $"fixed-real-0.05-window-{k}-temperature-0.{k}")], Columns = ["1", "2", "4", "8", "16"],
            Panels = [.. Enumerable.Range(0, 2).Select(g => new HeatMapPanel($"generation {g}", [.. Enumerable.Range(0, 35).Select(row => (IReadOnlyList<double>)[.. Enumerable.Range(0, 5).Select(band => row * band / 140.0)])]))],
        },
        new EffectChart { Name = "effects", Title = Hostile, XTitle = "x", YTitle = "y", Baseline = Hostile, Effects = [.. Enumerable.Range(0, 12).Select(k => new Effect(Hostile, k, k - 1, double.NaN, -k, -k - 1, -k + 1))] },
        new Histogram
        {
            Name = "histogram", Title = Hostile, XTitle = "x", YTitle = "y",
            Panels = [.. Enumerable.Range(0, 8).Select(k => new HistogramPanel(Hostile, [new("a", [1, 2, 3, double.PositiveInfinity]), new("b", [.. Enumerable.Range(0, 200).Select(i => i % (k + 3.0))]), new("empty", [])]))],
        },
        new HeatMap
        {
            Name = "heat", Title = Hostile, RowTitle = "rows", ColumnTitle = "generation", ValueTitle = "share", Rows = [Hostile, "2", "3", "4", "5"], Columns = [.. Enumerable.Range(0, 21).Select(g => $"{g}")],
            Panels = [.. Enumerable.Range(0, 8).Select(_ => new HeatMapPanel(Hostile, [.. Enumerable.Range(0, 5).Select(row => (IReadOnlyList<double>)[.. Enumerable.Range(0, 21).Select(g => g == 3 ? double.NaN : g / 20.0)])]))],
        },
        new BarChart { Name = "bars", Title = Hostile, ValueTitle = "probability", ReferenceName = "generation 0", Bars = [new(Hostile, 0.5, 0.2), new(" ", 0.1), new("\n", double.NaN)] },
        new LineChart { Name = "few", Title = "Two arms", XTitle = "generation", YTitle = "y", Series = [.. Enumerable.Range(0, 2).Select(k => new Series($"arm {k}", [new(0, k, k - 1, k + 1), new(1, k, k - 1, k + 1)]))] },
        new LineChart { Name = "nothing", Title = "Nothing yet", XTitle = "generation", YTitle = "y", Series = [] },
    ];

    [Fact]
    public void Of_many_arms_intervals_are_faint_together_and_names_are_cut_in_their_middle()
    {
        static double Faintest(string name) => Named(name).Draw().Descendants().Attributes("fill-opacity").Min(opacity => (double)opacity);
        Assert.InRange(Faintest("many"), 0.01, 0.03);
        Assert.Equal(0.13, Faintest("few"), 3);
        var names = Named("many").Draw().Descendants(Svg + "g").Where(group => group.Attribute("data-series") is not null).Select(group => group.Element(Svg + "text")!.Value).ToArray();
        Assert.Equal(35, names.Distinct().Count());
        Assert.All(names, name => Assert.InRange(name.Length, 1, 30));
    }

    public static TheoryData<string> All => [.. Figures.Select(figure => figure.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_figure_is_clean_svg_below_a_hundred_kilobytes(string name)
    {
        var file = Named(name).File();
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(file), 100, 100_000);
        var root = XDocument.Parse(file).Root!;
        Assert.Equal(Svg + "svg", root.Name);
        Assert.StartsWith("0 0 680 ", (string)root.Attribute("viewBox")!, StringComparison.Ordinal);
        string[] allowed = ["svg", "g", "path", "text", "title", "desc", "rect"];
        Assert.All(root.DescendantsAndSelf(), element => Assert.Contains(element.Name.LocalName, allowed));
        Assert.DoesNotContain(root.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName is "style" or "href" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("NaN", file, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', file);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_figure_says_what_it_shows_to_those_who_do_not_see_it(string name)
    {
        var figure = Named(name);
        Assert.Equal("img", (string?)figure.Draw().Attribute("role"));
        Assert.NotEmpty((string)figure.Draw().Attribute("aria-label")!);
        Assert.NotEmpty((string)XDocument.Parse(figure.File()).Root!.Element(Svg + "title")!);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_field_of_its_table_is_a_formula(string name)
        => Assert.DoesNotContain(Named(name).Table().ToString().Split('\n').SelectMany(line => line.Split(',')), field => field.Length > 0 && "=@".Contains(field.Trim('"')[..1], StringComparison.Ordinal));

    [Fact]
    public void The_table_of_a_line_chart_holds_every_point_that_is_drawn()
    {
        var chart = (LineChart)Named("lines");
        // A path may draw several markers; each begins with a move.
        var marks = chart.Draw().Descendants(Svg + "path").Where(path => ((string?)path.Attribute("class"))?.StartsWith("tc-mark", StringComparison.Ordinal) == true).Sum(path => path.Attribute("d")!.Value.Count(character => character == 'M'));
        var rows = chart.Table().ToString().Split('\n').Count(line => line.Contains(",measured,", StringComparison.Ordinal) && line.Split(',')[3].Length > 0);
        Assert.Equal(rows, marks - 11); // each of the eleven labels shows its marker once more
        Assert.Equal(11 * 30, rows);
    }

    [Fact]
    public void The_table_of_a_histogram_counts_every_finite_value()
    {
        var histogram = new Histogram { Name = "h", Title = "h", XTitle = "x", YTitle = "y", Bins = 4, Panels = [new("p", [new("a", [0, 1, 1, 4, double.PositiveInfinity])])] };
        Assert.Equal("panel,sample,bin_from,bin_to,count,share\np,a,0,1,1,0.25\np,a,1,2,2,0.5\np,a,2,3,0,0\np,a,3,4,1,0.25\n", histogram.Table().ToString());
    }

    [Fact]
    public void A_page_can_recolour_every_class_that_a_figure_carries()
    {
        var classes = Figures.SelectMany(figure => figure.Draw().Descendants().Select(element => (string?)element.Attribute("class"))).OfType<string>()
            .SelectMany(names => names.Split(' ')).Where(name => name != "tc-mark").Distinct();
        Assert.All(classes, name => Assert.Contains($".{name}{{", FigureStyle.Css, StringComparison.Ordinal));
    }

    private static Figure Named(string name) => Figures.First(figure => figure.Name == name);
}
