using TextCollapse.Corpora;

namespace TextCollapse.Countermeasures;

/// <summary>
/// Data augmentation: documents are cut into pieces, which are dealt out to documents of the same lengths (after Jia and Liang 2016, data
/// recombination). Nothing is added or lost but the order; documents of one origin exchange pieces among themselves alone.
/// </summary>
/// <param name="piece">About how many characters a piece has; a piece ends at a space where one comes soon, so that words stay whole.</param>
public sealed class DocumentRecombination(int piece) : ICurator
{
    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, Reading reading)
    {
        var space = corpus.Alphabet.Encode(" ", out _) is [var symbol] ? symbol : -1;
        var recombined = corpus.Documents.ToArray();
        foreach (var origin in Enumerable.Range(0, recombined.Length).GroupBy(i => recombined[i].Provenance).ToArray())
        {
            var pieces = origin.SelectMany(i => Cut(corpus.Documents[i].Symbols, space)).ToArray();
            reading.Random.Stream("recombination", origin.Key.Generation).Shuffle(pieces.AsSpan());
            ReadOnlyMemory<ushort> all = pieces.SelectMany(part => part.ToArray()).ToArray();
            var position = 0;
            foreach (var i in origin)
            {
                recombined[i] = recombined[i] with { Symbols = all.Slice(position, recombined[i].Length) };
                position += recombined[i].Length;
            }
        }
        return new Corpus(corpus.Alphabet, recombined);
    }

    private IEnumerable<ReadOnlyMemory<ushort>> Cut(ReadOnlyMemory<ushort> symbols, int space)
    {
        while (symbols.Length > 0)
        {
            var end = Math.Min(piece, symbols.Length);
            var most = Math.Min(2 * piece, symbols.Length);
            var near = end;
            while (near < most && symbols.Span[near - 1] != space)
                near++;
            end = near < most || near == symbols.Length ? near : end;
            yield return symbols[..end];
            symbols = symbols[end..];
        }
    }
}
