namespace TextCollapse.Models.Ngram;

/// <summary>
/// The seen n-grams of every length as one array of nodes. Node 0 is the empty context, followed by all 1-grams, all 2-grams and so on,
/// each length in lexicographic order, so that a node's children (the n-grams with one more symbol on the right) are adjacent and ordered
/// by that symbol. Contexts that consist only of boundary symbols are also nodes (the last of their length).
/// </summary>
internal sealed class NgramTrie
{
    private readonly int[] _lengthStarts;

    /// <param name="order">The longest length.</param>
    /// <param name="lengthStarts">The start of each length 0 … Order, and the number of nodes.</param>
    internal NgramTrie(int order, int[] lengthStarts)
    {
        (Order, _lengthStarts) = (order, lengthStarts);
        Symbols = new ushort[Nodes];
        Suffixes = new int[Nodes];
        FirstChildren = new int[Contexts + 1];
    }

    /// <summary>The longest length.</summary>
    internal int Order { get; }

    /// <summary>The number of nodes.</summary>
    internal int Nodes => _lengthStarts[^1];

    /// <summary>The number of nodes shorter than Order, which come first and may have children.</summary>
    internal int Contexts => _lengthStarts[Order];

    /// <summary>[Nodes] The last symbol of each n-gram.</summary>
    internal ushort[] Symbols { get; }

    /// <summary>[Nodes] The node of the n-gram without its first symbol.</summary>
    internal int[] Suffixes { get; }

    /// <summary>[Contexts + 1] The start of each context's children; they end at the start of the next context's.</summary>
    internal int[] FirstChildren { get; }

    /// <summary>The range of nodes of one length.</summary>
    internal (int Start, int End) OfLength(int length) => (_lengthStarts[length], _lengthStarts[length + 1]);

    /// <summary>
    /// Computes every node's <see cref="Suffixes"/> from those of the shorter length: the children of a context are among those of its
    /// suffix, in the same order.
    /// </summary>
    /// <returns>False if they are not, for example in a damaged file.</returns>
    internal bool LinkSuffixes(int threads)
    {
        const int Block = 1 << 14;
        var consistent = true;
        for (var length = 1; length < Order; length++)
        {
            var (start, end) = OfLength(length);
            Parallel.For(0, (end - start + Block - 1) / Block, new ParallelOptions { MaxDegreeOfParallelism = threads }, block =>
            {
                if (!LinkChildren(start + block * Block, Math.Min(end, start + (block + 1) * Block)))
                    consistent = false;
            });
        }
        return consistent;
    }

    private bool LinkChildren(int contextStart, int contextEnd)
    {
        for (var context = contextStart; context < contextEnd; context++)
        {
            var suffix = Suffixes[context];
            var (candidate, end) = (FirstChildren[suffix], FirstChildren[suffix + 1]);
            for (var child = FirstChildren[context]; child < FirstChildren[context + 1]; child++)
            {
                var offset = Symbols.AsSpan(candidate, end - candidate).IndexOf(Symbols[child]);
                if (offset < 0)
                    return false;
                Suffixes[child] = candidate += offset;
            }
        }
        return true;
    }
}
