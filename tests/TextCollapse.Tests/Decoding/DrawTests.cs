using MathNet.Numerics.Distributions;
using TextCollapse.Models.Decoding;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Decoding;

public class DrawTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(7, 2)]
    [InlineData(8, 3)]
    [InlineData(9, 4)]
    [InlineData(65, 5)]
    [InlineData(300, 6)]
    public void Characters_are_drawn_as_often_as_their_probability_says(int size, int seed)
    {
        const int draws = 400_000;
        var source = new Random(seed);
        var logits = Enumerable.Range(0, size).Select(i => i % 5 == 4 ? float.NegativeInfinity : (float)(3 * source.NextDouble())).ToArray();
        var p = logits.Select(x => Math.Exp(x)).ToArray();
        var sum = p.Sum();
        var next = new NextCharacter(new DecodingOptions(), size);
        var random = new RandomKey(seed, "draw", 0).Stream("decode");
        var counts = new int[size];
        for (var draw = 0; draw < draws; draw++)
            counts[next.Choose(logits, [], ref random)]++;

        var statistic = 0.0;
        for (var i = 0; i < size; i++)
            if (p[i] == 0)
                Assert.Equal(0, counts[i]);
            else
                statistic += Math.Pow(counts[i] - draws * p[i] / sum, 2) / (draws * p[i] / sum);
        var freedom = p.Count(x => x > 0) - 1;
        if (freedom > 0)
            Assert.InRange(ChiSquared.CDF(freedom, statistic), 1e-4, 1 - 1e-4);
    }

    [Fact]
    public void The_place_in_the_cumulated_weights_finds_the_symbol_of_a_plain_scan()
    {
        var source = new Random(1);
        for (var row = 0; row < 2000; row++)
        {
            var logits = Enumerable.Range(0, 1 + source.Next(40)).Select(i => i > 0 && source.Next(3) == 0 ? float.NegativeInfinity : 20 + 3 * source.NextSingle()).ToArray();
            var weights = new RowWeights(logits.Length);
            var total = weights.Fill(logits);
            var plain = logits.Select(x => Math.Exp(x - logits.Max())).ToArray();
            Assert.Equal(plain.Sum(), total, 1e-5);
            var before = 0.0;
            foreach (var symbol in Enumerable.Range(0, plain.Length).OrderBy(i => (i < plain.Length / 8 * 8 ? i : i + (8 - plain.Length % 8) % 8) % 8).ThenBy(i => i))
            {
                Assert.Equal(plain[symbol], weights[symbol], 1e-6);
                if (plain[symbol] > 0)
                    Assert.Equal(symbol, weights.SymbolAt(before + plain[symbol] / 2));
                before += plain[symbol];
            }
            Assert.True(plain[weights.SymbolAt(0)] > 0);
            Assert.True(plain[weights.SymbolAt(total)] > 0);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_row_that_cannot_be_drawn_from_is_said_to_be_so(float bad)
    {
        foreach (var settings in new DecodingOptions[] { new(), new() { Temperature = 0.5 }, new() { Temperature = 0 }, new() { TopK = 2 }, new() { TopP = 0.5 }, new() { MinP = 0.1 }, new() { RepetitionPenalty = 1.1 } })
        {
            var random = new RandomKey(1, "draw", 0).Stream("decode");
            float[] row = [bad == float.NegativeInfinity ? bad : 0, bad, bad == float.NegativeInfinity ? bad : -1];
            Assert.Equal(-1, new NextCharacter(settings, 3).Choose(row, [0], ref random));
            row = [.. Enumerable.Repeat(bad == float.NegativeInfinity ? bad : 1, 20).Select((x, i) => i == 13 ? bad : x)];
            Assert.Equal(-1, new NextCharacter(settings, 20).Choose(row, [0], ref random));
        }
    }
}
