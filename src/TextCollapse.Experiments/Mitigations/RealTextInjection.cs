using TextCollapse.Corpora;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>Replaces generated text by real text, so that a corpus has at least a given share of real text and keeps its length.</summary>
internal static class RealTextInjection
{
    /// <summary>
    /// The corpus with at least <paramref name="share"/> of real text: drawn from the training text of generation 0, replacing generated
    /// documents drawn at random.
    /// </summary>
    public static Corpus Into(Corpus corpus, double share, TransformContext context)
    {
        var missing = (long)Math.Round(share * corpus.Characters) - corpus.RealCharacters;
        if (missing <= 0)
            return corpus;
        var random = context.Random.Stream("injected real text");
        var real = context.Real.Training.Documents.ToArray();
        random.Shuffle(real.AsSpan());
        var injected = new Corpus(corpus.Alphabet, real).Take(missing);
        var written = corpus.Documents.Where(document => !document.Provenance.IsReal).ToArray();
        random.Shuffle(written.AsSpan());
        var kept = new Corpus(corpus.Alphabet, written).Take(corpus.Characters - corpus.RealCharacters - injected.Characters);
        return new Corpus(corpus.Alphabet, [.. corpus.Documents
            .Where(document => document.Provenance.IsReal), .. injected.Documents, .. kept.Documents]);
    }
}
