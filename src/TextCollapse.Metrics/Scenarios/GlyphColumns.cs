using TextCollapse.Corpora.Glyphs;
using TextCollapse.Randomness;

namespace TextCollapse.Metrics.Scenarios;

/// <summary>
/// Metrics of generated digits: whether they are valid pictures; whether they can be recognised, with agreement of the nearest prototype
/// (the mean picture of a digit) and a small classifier (the majority of the five nearest of a thousand drawn digits); how evenly the ten
/// digits occur; and how much pictures of one digit differ.
/// </summary>
public sealed class GlyphColumns : IScenarioColumns
{
    private const int Examples = 100, Neighbours = 5, MostPairs = 200;

    private static readonly ColumnCondition OfGlyphs = new("pictures: corpus.source \"glyphs:\"", arm => arm.Source is GlyphText);

    private static readonly MetricColumn Valid = new("glyph_valid", "share of pictures", CollapseDirection.Lowers,
        "Are the blocks of text valid pictures?",
        "blocks whose every line has twelve pixels, with at most twelve lines of ink / blocks between empty lines", "own")
    { Label = "valid pictures", When = OfGlyphs };

    private static readonly MetricColumn Recognised = new("glyph_recognised", "share of pictures", CollapseDirection.Lowers,
        "Can the digits be recognised?",
        "pictures for which the nearest prototype (a digit's mean picture) and the majority of the five nearest of 1,000 drawn digits "
            + "agree / blocks",
        "Cover and Hart 1967")
    { Label = "recognised digits", When = OfGlyphs };

    private static readonly MetricColumn ClassBalance = new("glyph_class_balance", "0 to 1", CollapseDirection.Lowers,
        "Do all ten digits occur?",
        "exp of the entropy of the recognised digits / 10", "Hill 1973")
    { Label = "effective number of digits over ten", When = OfGlyphs };

    private static readonly MetricColumn StrokeVariety = new("glyph_stroke_variety", "ratio", CollapseDirection.Lowers,
        "Do pictures of one digit differ as much as drawn ones?",
        "mean number of different pixels between pictures of one digit / the same for drawn digits", "own")
    { Label = "variety within a digit", When = OfGlyphs };

    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<MetricColumn> Declared { get; } = [Valid, Recognised, ClassBalance, StrokeVariety];

    private readonly Glyph[][] _examples = new Glyph[10][];
    private readonly double[][] _prototypes = new double[10][];
    private readonly double _variety;

    /// <summary>Draws the examples, with a fixed seed.</summary>
    public GlyphColumns()
    {
        var random = new RandomKey(1, "glyph examples", 0).Stream("draw");
        for (var digit = 0; digit < 10; digit++)
        {
            _examples[digit] = new Glyph[Examples];
            for (var i = 0; i < Examples; i++)
                _examples[digit][i] = GlyphText.Draw(digit, ref random).Centre();
            _prototypes[digit] = Mean(_examples[digit]);
        }
        _variety = _examples.Average(Variety);
    }

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, Measurement>> Of(IReadOnlyList<string> documents)
    {
        var all = documents.SelectMany(Glyph.Read).ToArray();
        var glyphs = all.OfType<Glyph>().ToArray();
        var classes = glyphs.Select(glyph => (Glyph: glyph, Digit: Recognise(glyph))).GroupBy(pair => pair.Digit, pair => pair.Glyph)
            .ToDictionary(group => group.Key, group => group.ToArray());
        var recognised = classes.Where(pair => pair.Key >= 0).ToArray();
        double known = recognised.Sum(pair => pair.Value.Length);
        var varied = recognised.Where(pair => pair.Value.Length > 1).ToArray();
        const string None = "no picture was recognised";
        return
        [
            Valid.Is(Measurement.Ratio(glyphs.Length, all.Length, "no picture was finished")),
            Recognised.Is(Measurement.Ratio(known, all.Length, "no picture was finished")),
            ClassBalance.Is(known == 0 ? Measurement.Undefined(None)
                : Math.Exp(-recognised.Sum(pair => pair.Value.Length / known * Math.Log(pair.Value.Length / known))) / 10),
            StrokeVariety.Is(Measurement.Ratio(varied.Sum(pair => pair.Value.Length * Variety(pair.Value)),
                varied.Sum(pair => (double)pair.Value.Length) * _variety, None)),
        ];
    }

    /// <summary>The digit on which prototype and classifier agree, or −1.</summary>
    public int Recognise(Glyph glyph)
    {
        var prototype = Enumerable.Range(0, 10).MinBy(digit => SquaredDistance(glyph, _prototypes[digit]));
        var nearest = _examples.SelectMany((examples, digit) =>
            examples.Select(example => (Distance: example.Distance(glyph), Digit: digit))).Order().Take(Neighbours);
        var votes = nearest.CountBy(neighbour => neighbour.Digit).MaxBy(pair => pair.Value);
        return votes.Key == prototype && votes.Value > Neighbours / 2 ? prototype : -1;
    }

    /// <summary>Mean pixels in which two pictures differ, over pairs spread evenly.</summary>
    private static double Variety(Glyph[] glyphs)
    {
        var step = Math.Max(1, glyphs.Length / MostPairs);
        var some = glyphs.Where((_, i) => i % step == 0).ToArray();
        return some.SelectMany((one, i) => some.Skip(i + 1).Select(other => (double)one.Distance(other))).DefaultIfEmpty().Average();
    }

    private static double[] Mean(Glyph[] glyphs)
        => [.. Enumerable.Range(0, GlyphText.Size * GlyphText.Size)
            .Select(i => glyphs.Average(glyph => glyph[i % GlyphText.Size, i / GlyphText.Size] ? 1.0 : 0))];

    private static double SquaredDistance(Glyph glyph, double[] mean)
    {
        var sum = 0.0;
        for (var i = 0; i < mean.Length; i++)
        {
            var difference = (glyph[i % GlyphText.Size, i / GlyphText.Size] ? 1 : 0) - mean[i];
            sum += difference * difference;
        }
        return sum;
    }
}
