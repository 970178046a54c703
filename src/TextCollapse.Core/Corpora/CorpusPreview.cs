using TextCollapse.Randomness;

namespace TextCollapse.Corpora;

/// <summary>The output of <c>corpus show</c> for one source.</summary>
/// <param name="Name">The source.</param>
/// <param name="Documents">Number of documents of existing text; null for sampled text, which is unlimited.</param>
/// <param name="Characters">Number of characters of existing text, or null. For a file larger than 64 MB, only the characters that were
/// read.</param>
/// <param name="Alphabet">The alphabet of the whole text.</param>
/// <param name="EntropyPerCharacter">The true entropy rate of sampled text, nats per character; null for existing text, whose entropy rate
/// is unknown.</param>
/// <param name="First">The first documents, or some sampled ones.</param>
public sealed record CorpusPreview(string Name, int? Documents, long? Characters, Alphabet Alphabet, double? EntropyPerCharacter,
    IReadOnlyList<string> First)
{
    /// <summary>Reads or samples from the source.</summary>
    /// <exception cref="InputException">The source cannot be read.</exception>
    public static CorpusPreview Of(ITextSource source, int documents, int documentLength = DocumentCutter.CustomaryLength,
        CancellationToken cancellation = default)
    {
        if (source is IDrawnText drawn)
            return new(source.Name, null, null, drawn.Alphabet, drawn.EntropyPerCharacter,
                [.. Enumerable.Range(0, documents).Select(number =>
            {
                var random = new RandomKey(0, "corpus", 0).Stream("preview", number);
                return drawn.Draw(ref random, documentLength);
            })]);
        var found = ((IFoundText)source).Read(FoundSplit.MostByDefault, documentLength, cancellation);
        return new(source.Name, found.Count, found.Sum(text => (long)TextLength.Of(text)), Alphabet.Of(found), null,
            [.. found.Take(documents)]);
    }
}
