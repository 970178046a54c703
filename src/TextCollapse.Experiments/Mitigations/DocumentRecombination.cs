using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Models.Ngram;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Data augmentation: documents are cut into pieces, which are shuffled into documents of the same lengths (after Jia and Liang 2016, data
/// recombination). Only the order changes; pieces are exchanged only between documents of the same origin.
/// </summary>
/// <param name="Piece">
/// The approximate length of a piece in characters; a piece is extended to a nearby space if there is one, so that words stay whole.
/// </param>
[Component("document-recombination",
    "documents are cut into pieces, which are shuffled among documents of the same origin",
    Paper = "Jia and Liang 2016")]
public sealed record DocumentRecombination(
    [property: Option("approximate length of a piece", Min = 1, Max = 1_000_000)] int Piece = 100) : ICurator, ICheckedMitigation
{
    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, TransformContext context)
    {
        var space = corpus.Alphabet.Encode(" ", out _) is [var symbol] ? symbol : -1;
        var recombined = corpus.Documents.ToArray();
        foreach (var origin in Enumerable.Range(0, recombined.Length).GroupBy(i => recombined[i].Provenance).ToArray())
        {
            var pieces = origin.SelectMany(i => Cut(corpus.Documents[i].Symbols, space)).ToArray();
            context.Random.Stream("recombination", origin.Key.Generation).Shuffle(pieces.AsSpan());
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
            var end = Math.Min(Piece, symbols.Length);
            var most = Math.Min(2 * Piece, symbols.Length);
            var near = end;
            while (near < most && symbols.Span[near - 1] != space)
                near++;
            end = near < most || near == symbols.Length ? near : end;
            yield return symbols[..end];
            symbols = symbols[end..];
        }
    }

    /// <inheritdoc/>
    public IEnumerable<Problem> Check(ArmOptions arm)
    {
        if (arm.Model is NgramOptions { Order: 1 })
            yield return new Problem("", "changes the order of characters, which a unigram model ignores; raise model.order.");
    }
}
