using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TextCollapse.Corpora;
using TextCollapse.Models.Ngram;

namespace TextCollapse.Tests.Models.Ngram;

/// <summary>The fast model against dictionaries and printed formulas.</summary>
public class NgramReferenceTests
{
    [Property(MaxTest = 150)]
    public Property Every_score_is_that_of_the_reference() => Prop.ForAll(NgramTexts.Cases, @case =>
    {
        var (model, reference) = Both(@case);
        var unseen = new Document(NgramTexts.Text(@case.Corpus.Alphabet.Size, 60, 99), Provenance.Real("test"));
        foreach (var document in @case.Corpus.Documents.Append(unseen))
        {
            var scores = model.Score([document], 1)[0];
            for (var i = 0; i < document.Length; i++)
                Near(-Math.Log(reference.Probability(document.Symbols.Span[..i], document.Symbols.Span[i])), scores[i], 1e-12);
        }
    });

    [Property(MaxTest = 60)]
    public Property Every_row_is_that_of_the_reference_and_sums_to_one() => Prop.ForAll(NgramTexts.Cases, @case =>
    {
        var (model, reference) = Both(@case);
        var size = @case.Corpus.Alphabet.Size;
        var text = NgramTexts.Text(size, 30, 7);
        var predicted = new float[text.Length * size];
        model.Predict(text, predicted);
        using var continuation = model.Begin(2);
        var rows = new float[2 * size];
        for (var i = 0; i < text.Length; i++)
        {
            var sum = 0.0;
            for (var symbol = 0; symbol < size; symbol++)
            {
                var expected = reference.Probability(text.AsSpan(0, i), symbol);
                sum += expected;
                Near(Math.Log(expected), predicted[i * size + symbol], 1e-6);
            }
            Near(1, sum, 1e-12);
            continuation.Next(rows);
            Assert.Equal(predicted[(i * size)..((i + 1) * size)], rows[size..]);
            continuation.Append([-1, text[i]]);
        }
        // The other stream stayed at its document's start.
        Assert.Equal(predicted[..size], rows[..size]);
    });

    [Theory]
    [InlineData(NgramSmoothing.MaximumLikelihood)]
    [InlineData(NgramSmoothing.AddAlpha)]
    [InlineData(NgramSmoothing.WittenBell)]
    [InlineData(NgramSmoothing.KneserNey)]
    public void Order_twelve_and_estimated_discounts_agree_too(NgramSmoothing smoothing)
    {
        var corpus = NgramTexts.Corpus(30, NgramTexts.Text(30, 3000, 1), NgramTexts.Text(30, 500, 2));
        var settings = new NgramOptions { Order = 12, Smoothing = smoothing };
        var (model, reference) = Both((corpus, settings));
        var heldOut = NgramTexts.Text(30, 200, 3);
        var scores = model.Score([new Document(heldOut, Provenance.Real("test"))], 2)[0];
        for (var i = 0; i < heldOut.Length; i++)
            Near(-Math.Log(reference.Probability(heldOut.AsSpan(0, i), heldOut[i])), scores[i], 1e-12);
    }

    [Fact]
    public void Five_thousand_characters_agree_too()
    {
        var every = Enumerable.Range(0, 5000).Select(symbol => (ushort)symbol).ToArray();
        var corpus = NgramTexts.Corpus(5000, every, NgramTexts.Text(5000, 4000, 1), NgramTexts.Text(5000, 3000, 2));
        var settings = new NgramOptions { Order = 6, Smoothing = NgramSmoothing.KneserNey };
        var (model, reference) = Both((corpus, settings));
        var heldOut = NgramTexts.Text(5000, 30, 3);
        var scores = model.Score([new Document(heldOut, Provenance.Real("test"))], 1)[0];
        for (var i = 0; i < heldOut.Length; i++)
            Near(-Math.Log(reference.Probability(heldOut.AsSpan(0, i), heldOut[i])), scores[i], 1e-12);
    }

    private static (NgramModel, NgramReference) Both((Corpus Corpus, NgramOptions Settings) @case)
        => (NgramTexts.Train(@case.Corpus, @case.Settings), new NgramReference(@case.Corpus, @case.Settings));

    private static void Near(double expected, double actual, double relative)
        => Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= relative * (1 + Math.Abs(expected)), $"expected {expected:R}, got {actual:R}");
}
