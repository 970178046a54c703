using MathNet.Numerics.Distributions;
using TextCollapse.Models;
using TextCollapse.Models.Ngram;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Models.Ngram;

public class NgramSamplerTests
{
    [Theory]
    [InlineData(NgramSmoothing.MaximumLikelihood)]
    [InlineData(NgramSmoothing.AddAlpha)]
    [InlineData(NgramSmoothing.WittenBell)]
    [InlineData(NgramSmoothing.KneserNey)]
    public void What_is_drawn_follows_the_distribution_in_every_context(NgramSmoothing smoothing)
    {
        const int Size = 7, Order = 3, Streams = 8, Length = 50_000;
        // Character 6 is never in the text: only the uniform distribution at the end of the interpolation can draw it.
        var model = NgramTexts.Train(NgramTexts.Corpus(Size, NgramTexts.Text(6, 400, 1)), new() { Order = Order, Smoothing = smoothing, Alpha = 0.3 });
        using var continuation = model.Begin(Streams);
        var symbols = new ushort[Streams * Length];
        ((IAncestralSampler)continuation).Draw(Random(Streams), symbols);

        var drawn = new double[Size * Size, Size];
        for (var i = 0; i < symbols.Length; i++)
            if (i % Length >= 2)
                drawn[symbols[i - 2] * Size + symbols[i - 1], symbols[i]]++;
        var (statistic, freedom) = (0.0, 0);
        var logs = new float[3 * Size];
        for (var context = 0; context < Size * Size; context++)
        {
            // Contexts of two characters are the whole memory of order 3, so a document of just those two gives their row.
            model.Predict([(ushort)(context / Size), (ushort)(context % Size), 0], logs);
            var total = Enumerable.Range(0, Size).Sum(symbol => drawn[context, symbol]);
            var (arms, everyCell) = (0, true);
            for (var symbol = 0; symbol < Size; symbol++)
            {
                var expected = total * Math.Exp(logs[2 * Size + symbol]);
                if (expected == 0)
                    Assert.Equal(0, drawn[context, symbol]);
                else if (expected < 5)
                    everyCell = false;
                else
                {
                    statistic += Math.Pow(drawn[context, symbol] - expected, 2) / expected;
                    arms++;
                }
            }
            // The arms of a row add up to its total, which takes a degree of freedom.
            freedom += everyCell && arms > 0 ? arms - 1 : arms;
        }
        Assert.True(freedom > 30, $"{freedom} degrees of freedom");
        Assert.InRange(ChiSquared.CDF(freedom, statistic), 0.001, 0.999);
    }

    [Fact]
    public void First_characters_follow_what_documents_begin_with()
    {
        var model = NgramTexts.Train(NgramTexts.Corpus(3, [0, 1, 2], [0, 2], [1, 1, 1, 1], [0, 0]), new() { Order = 4, Smoothing = NgramSmoothing.MaximumLikelihood });
        using var continuation = model.Begin(20_000);
        var symbols = new ushort[20_000];
        ((IAncestralSampler)continuation).Draw(Random(20_000), symbols);
        // Three of four begin with 0: a standard deviation is .003.
        Assert.InRange(symbols.Count(symbol => symbol == 0) / 20_000.0, 0.737, 0.763);
        Assert.DoesNotContain((ushort)2, symbols);
    }

    [Theory]
    [InlineData(NgramSmoothing.WittenBell)]
    [InlineData(NgramSmoothing.KneserNey)]
    public void A_stream_does_not_depend_on_its_neighbours_or_on_how_the_text_is_cut(NgramSmoothing smoothing)
    {
        var model = NgramTexts.Train(NgramTexts.Corpus(6, NgramTexts.Text(6, 2000, 1)), new() { Order = 4, Smoothing = smoothing });
        using var together = model.Begin(3);
        var whole = new ushort[3 * 100];
        ((IAncestralSampler)together).Draw(Random(3), whole);
        using var alone = model.Begin(1);
        var random = Random(3)[1..2];
        var pieces = new ushort[100];
        ((IAncestralSampler)alone).Draw(random, pieces.AsSpan(0, 37));
        ((IAncestralSampler)alone).Draw(random, pieces.AsSpan(37));
        Assert.Equal(whole[100..200], pieces);
    }

    private static RandomStream[] Random(int streams)
        => [.. Enumerable.Range(0, streams).Select(stream => new RandomKey(5, "test", 0).Stream("decode", stream))];
}
