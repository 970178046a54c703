using TextCollapse.Corpora;
using TextCollapse.Randomness;

namespace TextCollapse.Countermeasures;

/// <summary>
/// Data augmentation: spans of what is read are overwritten with characters drawn from the same document (Xie et al. 2017, unigram noise, in spans
/// as Joshi et al. 2020 mask them). A masked document is as long as before and keeps its frequencies of characters on average.
/// </summary>
/// <param name="share">The share of characters in spans, 0 to 1.</param>
/// <param name="length">The mean length of a span, characters; lengths are geometric.</param>
public sealed class SpanMasking(double share, int length) : ICurator
{
    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, Reading reading) => new(corpus.Alphabet, [.. corpus.Documents.Select((document, number) => Mask(document, reading.Random.Stream("span masking", number)))]);

    private Document Mask(Document document, RandomStream random)
    {
        if (share == 0 || document.Length == 0)
            return document;
        var symbols = document.Symbols.Span;
        var masked = symbols.ToArray();
        // A gap and a span are on average `length` / `share` characters long together.
        var (ends, begins) = (1.0 / length, share < 1 ? share / (length * (1 - share)) : 1);
        var inside = random.NextDouble() < share;
        for (var i = 0; i < masked.Length; i++)
        {
            if (inside)
                masked[i] = symbols[random.NextInt(symbols.Length)];
            inside = inside ? share == 1 || random.NextDouble() >= ends : random.NextDouble() < begins;
        }
        return document with { Symbols = masked };
    }
}
