using TextCollapse.Corpora;
using TextCollapse.Options;
using TextCollapse.Randomness;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Data augmentation: spans of the training text are overwritten with characters drawn from the same document (Xie et al. 2017, unigram
/// noise, in spans as in Joshi et al. 2020). A masked document keeps its length and, on average, its character frequencies.
/// </summary>
/// <param name="Share">The share of characters in spans, 0 to 1.</param>
/// <param name="Length">The mean length of a span, characters; lengths are geometric.</param>
[Component("span-masking",
    "spans of the training text are overwritten with characters drawn from the same document",
    Paper = "Xie et al. 2017, unigram noise; spans as in Joshi et al. 2020")]
public sealed record SpanMasking(
    [property: Option("share of characters in masked spans", Min = 0, Max = 1)] double Share = 0.05,
    [property: Option("mean length of a span in characters", Min = 1, Max = 10_000)] int Length = 5) : ICurator
{
    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, TransformContext context) => new(corpus.Alphabet, [.. corpus.Documents
        .Select((document, number) => Mask(document, context.Random.Stream("span masking", number)))]);

    private Document Mask(Document document, RandomStream random)
    {
        if (Share == 0 || document.Length == 0)
            return document;
        var symbols = document.Symbols.Span;
        var masked = symbols.ToArray();
        // A gap and a span are on average `Length` / `Share` characters long together.
        var (ends, begins) = (1.0 / Length, Share < 1 ? Share / (Length * (1 - Share)) : 1);
        var inside = random.NextDouble() < Share;
        for (var i = 0; i < masked.Length; i++)
        {
            if (inside)
                masked[i] = symbols[random.NextInt(symbols.Length)];
            inside = inside ? Share == 1 || random.NextDouble() >= ends : random.NextDouble() < begins;
        }
        return document with { Symbols = masked };
    }
}
