using TextCollapse.Randomness;

namespace TextCollapse.Corpora;

/// <summary>What <c>corpus show</c> tells of a source.</summary>
/// <param name="Name">The source.</param>
/// <param name="Documents">Documents of found text; null for drawn text, which has no end.</param>
/// <param name="Characters">Characters of found text, or null. Of a file larger than 64 MB only what was read counts.</param>
/// <param name="Alphabet">The characters of all of it.</param>
/// <param name="EntropyPerCharacter">The true entropy rate of drawn text, nats per character; null for found text, of which nobody knows
/// it.</param>
/// <param name="First">The first documents, or some drawn ones.</param>
public sealed record CorpusPreview(string Name, int? Documents, long? Characters, Alphabet Alphabet, double? EntropyPerCharacter,
    IReadOnlyList<string> First)
{
    /// <summary>Reads or draws from the source.</summary>
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
