using System.Xml.Linq;
using TextCollapse.Reporting.Figures;

namespace TextCollapse.Reporting.Tests.Figures;

public class FigureTests
{
    private const string Hostile = "<script>alert(1)</script>\u202E\0\"'&=1+1";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Every kind of figure, with the data of a large study and hostile names.</summary>
    private static readonly Figure[] Figures =
    [
        new LineChart
        {
            Name = "lines", Title = Hostile, Description = Hostile, XTitle = "generation", YTitle = Hostile,
                Noise = [new(1, 1.1, "noise floor")],
                Thresholds = [new(Hostile, 3, 2, 4) { Style = 1 }, new("threshold", 25), new("none", double.NaN)],
            Series = [.. Enumerable.Range(0, 12)
                .Select(k =>
                new Series(k == 0 ? Hostile
                : $"arm {k}",
                [.. Enumerable.Range(0, 31).Select(g => new SeriesPoint(g, g == 5 ? double.NaN : k + g, k + g - 0.5, k + g + 0.5))]) { IsTheory = k == 11 })],
        },
        new LineChart
        {
            Name = "many", Title = "Many arms", XTitle = "generation", YTitle = "y",
            Series = [.. Enumerable.Range(0, 35)
                .Select(k =>
                new Series($"fixed-real-0.05-window-{k}-temperature-0.{k}",
                [.. Enumerable.Range(0, 31).Select(g => new SeriesPoint(g, k * g / 30.0, k * g / 30.0 - 0.5, k * g / 30.0 + 0.5))]))],
        },
        new HeatMap
        {
            Name = "heat-many", Title = "Many arms", RowTitle = "arm", ColumnTitle = "times, from", ValueTitle = "share",
                Rows = [.. Enumerable.Range(0, 35).Select(k => $"fixed-real-0.05-window-{k}-temperature-0.{k}")],
                Columns = ["1", "2", "4", "8", "16"],
            Panels = [.. Enumerable.Range(0, 2)
                .Select(g =>
                new HeatMapPanel($"generation {g}",
                [.. Enumerable.Range(0, 35)
                .Select(row => (IReadOnlyList<double>)[.. Enumerable.Range(0, 5).Select(band => row * band / 140.0)])]))],
        },
        new EffectChart { Name = "effects", Title = Hostile, XTitle = "x", YTitle = "y", Baseline = Hostile,
            Effects = [.. Enumerable.Range(0, 12).Select(k => new Effect(Hostile, k, k - 1, double.NaN, -k, -k - 1, -k + 1))] },
        new Histogram
        {
            Name = "histogram", Title = Hostile, XTitle = "x", YTitle = "y",
            Panels = [.. Enumerable.Range(0, 8)
                .Select(k =>
                new HistogramPanel(Hostile,
                [new("a", [1, 2, 3, double.PositiveInfinity]), new("b", [.. Enumerable.Range(0, 200).Select(i => i % (k + 3.0))]),
                new("empty", [])]))],
        },
        new HeatMap
        {
            Name = "heat", Title = Hostile, RowTitle = "rows", ColumnTitle = "generation", ValueTitle = "share",
                Rows = [Hostile, "2", "3", "4", "5"], Columns = [.. Enumerable.Range(0, 21).Select(g => $"{g}")],
            Panels = [.. Enumerable.Range(0, 8)
                .Select(_ =>
                new HeatMapPanel(Hostile,
                [.. Enumerable.Range(0, 5)
                .Select(row => (IReadOnlyList<double>)[.. Enumerable.Range(0, 21).Select(g => g == 3 ? double.NaN : g / 20.0)])]))],
        },
        new BarChart { Name = "bars", Title = Hostile, ValueTitle = "probability", ReferenceName = "generation 0",
            Bars = [new(Hostile, 0.5, 0.2), new(" ", 0.1), new("\n", double.NaN)] },
        new LineChart { Name = "few", Title = "Two arms", XTitle = "generation", YTitle = "y",
            Series = [.. Enumerable.Range(0, 2).Select(k => new Series($"arm {k}", [new(0, k, k - 1, k + 1), new(1, k, k - 1, k + 1)]))] },
        new LineChart { Name = "nothing", Title = "Nothing yet", XTitle = "generation", YTitle = "y", Series = [] },
    ];

    [Fact]
    public void Of_many_arms_intervals_are_faint_together_and_names_are_cut_in_their_middle()
    {
        static double Faintest(string name) => Named(name).Draw().Descendants().Attributes("fill-opacity").Min(opacity => (double)opacity);
        Assert.InRange(Faintest("many"), 0.01, 0.03);
        Assert.Equal(0.13, Faintest("few"), 3);
        var names = Named("many").Draw().Descendants(Svg + "g").Where(group => group.Attribute("data-series") is not null)
            .Select(group => group.Element(Svg + "text")!.Value).ToArray();
        Assert.Equal(35, names.Distinct().Count());
        Assert.All(names, name => Assert.InRange(name.Length, 1, 30));
    }

    /// <summary>Based on the same estimate of text widths as the layout, with typical names and titles.</summary>
    [Theory]
    [InlineData(360)]
    [InlineData(540)]
    [InlineData(680)]
    public void Nothing_that_is_written_is_cut_off_or_covers_what_is_beside_it(double width)
    {
        string[] arms = ["replace", "replace-at-temperature-1", "half-real", "accumulate"];
        Figure[] drawn =
        [
            new LineChart
            {
                Name = "lines", Title = "t", XTitle = "share of real text in what is read",
                    YTitle = "share of the real text’s once-seen 5-grams still written",
                Noise = [new(1, 1.1, "noise of generation 0")],
                    Thresholds = [new("fixed-real stops at 0.94 [0.91, 0.97]", 5, 4, 6),
                    new("fresh-real stops at 0.41 [0.21, 0.61]", 2, 1, 3)],
                Series = [.. arms.Select((arm, k) => new Series(arm, [new(0, 1), new(6, k)])),
                    new Series("theory", [new(0, 1), new(6, 2)]) { IsTheory = true }],
            },
            new EffectChart { Name = "effects", Title = "t", XTitle = "change in bits per character of real text (left is better)",
                YTitle = "change in the share of different 8-grams", Baseline = "replace",
                Effects = [new("accumulate", -1, -2, 0, 1, 0, 2)] },
            new Histogram { Name = "histogram", Title = "t", XTitle = "bits per character under the model of generation 0",
                YTitle = "share of documents",
                Panels = [.. arms
                .Select(arm =>
                new HistogramPanel(arm, [new("generation 0", [1, 2]), new("generation 20", [1, 3]), new("generation 40", [1, 2])]))] },
            new HeatMap { Name = "heat", Title = "t", RowTitle = "r", ColumnTitle = "generation",
                ValueTitle = "per cent of the real text’s 5-grams still written", Rows = ["once", "16 and more"], Columns = ["0", "1"],
                Panels = [.. arms.Select(arm => new HeatMapPanel(arm, [[0, 1], [0.5, 1]]))] },
            new BarChart { Name = "bars", Title = "t", ValueTitle = "probability", ReferenceName = "generation 0",
                Bars = [new("a", 0.5, 0.2)] },
        ];
        foreach (var figure in drawn)
        {
            var places = (figure with { Width = width }).Draw().Descendants(Svg + "text").Select(text =>
            {
                var length = TextCollapse.Reporting.Figures.Svg.WidthOf(text.Value, (double?)text.Attribute("font-size") ?? 12);
                var x = (double?)text.Attribute("x") ?? 0;
                return (From: x - ((string?)text.Attribute("text-anchor")) switch { "end" => length, "middle" => length / 2, _ => 0 },
                    Length: length, Y: (double)text.Attribute("y")!, text.Value);
            }).ToArray();
            Assert.All(places, place =>
                Assert.True(place.From >= -1 && place.From + place.Length <= width + 1, $"{figure.Name}: ‘{place.Value}’ is cut off"));
            foreach (var place in places)
                Assert.DoesNotContain(places, other => other != place && Math.Abs(other.Y - place.Y) < 8
                    && other.From < place.From + place.Length - 1 && place.From < other.From + other.Length - 1);
        }
    }

    /// <summary>Thirty-four arms, twelve of them at the same point.</summary>
    [Theory]
    [InlineData(360)]
    [InlineData(680)]
    public void Of_many_effects_numbers_stand_beside_the_points_and_names_in_a_legend(double width)
    {
        Effect[] effects =
        [
            .. Enumerable.Range(0, 34)
                .Select(k =>
                new Effect($"fixed-real-0.{k}", k < 12 ? 1 : k % 6, double.NaN, double.NaN, k < 12 ? 1 : k / 6, double.NaN, double.NaN)),
        ];
        var drawn = new EffectChart { Name = "effects", Title = "t", XTitle = "x", YTitle = "y", Effects = effects, Width = width }.Draw();
        Assert.All(effects, effect => Assert.Single(drawn.Descendants(Svg + "text"), text => text.Value == effect.Name));
        var numbers = Enumerable.Range(1, effects.Length).Select(number => $"{number}").ToHashSet();
        var labels = drawn.Elements(Svg + "g").Select(group => group.Elements(Svg + "text").ToArray())
            .Where(texts => texts.Length == 1 && numbers.Contains(texts[0].Value))
            .Select(texts => (X: (double)texts[0].Attribute("x")!, Y: (double)texts[0].Attribute("y")!)).ToArray();
        Assert.Equal(effects.Length, labels.Length);
        foreach (var label in labels)
            Assert.DoesNotContain(labels, other => other != label && Math.Abs(other.Y - label.Y) < 10 && Math.Abs(other.X - label.X) < 12);
    }

    [Fact]
    public void No_two_of_a_hundred_series_look_alike()
    {
        static string Look(int style)
        {
            var group = Marker.Group(style, Marker.At(0, 0, style));
            return (string)group.Attribute("color")! + group.Element(Svg + "path")!.Attribute("d")
                + group.Element(Svg + "path")!.Attribute("fill");
        }
        Assert.Equal(100, Enumerable.Range(0, 100).Select(Look).Distinct().Count());
    }

    [Fact]
    public void A_line_that_ends_early_is_led_to_its_name_by_dots()
    {
        var chart = new LineChart
        {
            Name = "live",
            Title = "t",
            XTitle = "generation",
            YTitle = "y",
            Series = [new("behind", [new(0, 1), new(1, 2)]), new("ahead", [new(0, 1), new(4, 3)])]
        };
        bool[] dotted = [.. chart.Draw().Descendants(Svg + "g").Where(group => group.Attribute("data-series") is not null)
            .Select(group => group.Elements(Svg + "path").Any(path => path.Attribute("stroke-dasharray") is not null))];
        Assert.Equal([true, false], dotted);
    }

    [Fact]
    public void Where_nothing_is_measured_no_numbers_stand_on_the_axes()
        => Assert.Equal(["y", "no values"], Named("nothing").Draw().Descendants(Svg + "text").Select(text => text.Value));

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
        Assert.DoesNotContain(root.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName is "style" or "href"
            || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
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
        => Assert.DoesNotContain(Named(name).Table().ToString().Split('\n').SelectMany(line => line.Split(',')), field => field.Length > 0
            && "=@".Contains(field.Trim('"')[..1], StringComparison.Ordinal));

    [Fact]
    public void The_table_of_a_line_chart_holds_every_point_that_is_drawn()
    {
        var chart = (LineChart)Named("lines");
        // A path may draw several markers; each starts with a move.
        var marks = chart.Draw().Descendants(Svg + "path")
            .Where(path => ((string?)path.Attribute("class"))?.StartsWith("tc-mark", StringComparison.Ordinal) == true).Sum(path =>
            path.Attribute("d")!.Value.Count(character => character == 'M'));
        var rows = chart.Table().ToString().Split('\n').Count(line => line.Contains(",measured,", StringComparison.Ordinal)
            && line.Split(',')[3].Length > 0);
        Assert.Equal(rows, marks - 11); // each of the eleven labels repeats its marker
        Assert.Equal(11 * 30, rows);
    }

    [Fact]
    public void The_table_of_a_histogram_counts_every_finite_value()
    {
        var histogram = new Histogram
        {
            Name = "h",
            Title = "h",
            XTitle = "x",
            YTitle = "y",
            Bins = 4,
            Panels = [new("p", [new("a", [0, 1, 1, 4, double.PositiveInfinity])])]
        };
        Assert.Equal("panel,sample,bin_from,bin_to,count,share\np,a,0,1,1,0.25\np,a,1,2,2,0.5\np,a,2,3,0,0\np,a,3,4,1,0.25\n",
            histogram.Table().ToString());
    }

    [Fact]
    public void A_page_can_recolour_every_class_that_a_figure_carries()
    {
        var classes = Figures
            .SelectMany(figure => figure.Draw().Descendants().Select(element => (string?)element.Attribute("class"))).OfType<string>()
            .SelectMany(names => names.Split(' ')).Where(name => name != "tc-mark").Distinct();
        Assert.All(classes, name => Assert.Contains($".{name}{{", FigureStyle.Css, StringComparison.Ordinal));
    }

    private static Figure Named(string name) => Figures.First(figure => figure.Name == name);
}
