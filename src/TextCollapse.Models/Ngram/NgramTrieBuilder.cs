using TextCollapse.Corpora;

namespace TextCollapse.Models.Ngram;

/// <summary>Builds the trie of a corpus: counts the longest n-grams by sorting and derives all shorter ones from their prefixes.</summary>
internal static class NgramTrieBuilder
{
    /// <summary>
    /// Builds all n-grams up to <paramref name="order"/> with their counts (0 for boundary-only n-grams); the result does not depend on the
    /// number of threads.
    /// </summary>
    internal static (NgramTrie Trie, uint[] Counts) Build(Corpus corpus, int order, int threads, CancellationToken cancellation)
    {
        var shape = GramShape.Of(order, corpus.Alphabet.Size);
        return PackedGram.Fits(shape)
            ? Build<PackedGram>(corpus, shape, threads, cancellation)
            : Build<WideGram>(corpus, shape, threads, cancellation);
    }

    internal static (NgramTrie Trie, uint[] Counts) Build<T>(Corpus corpus, GramShape shape, int threads, CancellationToken cancellation)
        where T : unmanaged, IGram<T>
    {
        var (trie, counts) = FromGrams(new GramCounter<T>(corpus.Documents, corpus.Alphabet.Size, shape).Count(threads, cancellation),
            shape, corpus.Alphabet.Boundary);
        cancellation.ThrowIfCancellationRequested();
        trie.LinkSuffixes(threads);
        return (trie, counts);
    }

    private static (NgramTrie Trie, uint[] Counts) FromGrams<T>(GramRun<T> grams, GramShape shape, int boundary) where T
        : unmanaged, IGram<T>
    {
        var trie = new NgramTrie(shape.Order, LengthStarts(grams, shape, boundary + 1));
        var counts = new uint[trie.Nodes];
        // The most recent node of each length.
        Span<int> current = stackalloc int[shape.Order + 1];
        for (var length = 0; length <= shape.Order; length++)
            current[length] = trie.OfLength(length).Start - 1;
        current[0] = 0;
        trie.FirstChildren[0] = trie.OfLength(1).Start;
        for (var i = 0; i < grams.Length; i++)
        {
            var gram = grams.Grams[i];
            var length = Length(gram, shape, boundary + 1);
            for (var k = 1 + SharedPrefix(grams, i, shape); k <= length; k++)
            {
                var node = ++current[k];
                trie.Symbols[node] = (ushort)T.Symbol(gram, k - 1, shape);
                if (k < shape.Order)
                    trie.FirstChildren[node] = current[k + 1] + 1;
            }
            for (var k = 1; k <= length; k++)
                counts[current[k]] += grams.Counts[i];
        }
        trie.FirstChildren[^1] = trie.Nodes;
        // A boundary is never predicted.
        for (var length = 1; length < shape.Order; length++)
            counts[trie.OfLength(length).End - 1] = 0;
        return (trie, counts);
    }

    private static int[] LengthStarts<T>(GramRun<T> grams, GramShape shape, int filler) where T : unmanaged, IGram<T>
    {
        var sizes = new long[shape.Order + 1];
        sizes[0] = 1;
        for (var i = 0; i < grams.Length; i++)
        {
            var length = Length(grams.Grams[i], shape, filler);
            for (var k = 1 + SharedPrefix(grams, i, shape); k <= length; k++)
                sizes[k]++;
        }
        if (sizes.Sum() >= Array.MaxLength)
            throw new InputException("corpus",
                $"has {sizes.Sum()} distinct n-grams, too many for one array. Choose a lower order than {shape.Order} or less text.");
        var starts = new int[shape.Order + 2];
        for (var length = 0; length <= shape.Order; length++)
            starts[length + 1] = starts[length] + (int)sizes[length];
        return starts;
    }

    private static int SharedPrefix<T>(GramRun<T> grams, int i, GramShape shape) where T : unmanaged, IGram<T>
        => i == 0 ? 0 : T.SharedPrefix(grams.Grams[i - 1], grams.Grams[i], shape);

    /// <summary>The number of symbols of an n-gram before the end of the document.</summary>
    private static int Length<T>(T gram, GramShape shape, int filler) where T : unmanaged, IGram<T>
    {
        var length = shape.Order;
        while (length > 0 && T.Symbol(gram, length - 1, shape) == filler)
            length--;
        return length;
    }
}
