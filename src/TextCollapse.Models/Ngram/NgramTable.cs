using System.Numerics.Tensors;

namespace TextCollapse.Models.Ngram;

/// <summary>
/// A trie with its smoothed probabilities, laid out for fast access. All data that one step needs of a context or an n-gram is adjacent,
/// because text leads to random positions of a table larger than the caches and every cache line counts.
/// </summary>
internal sealed class NgramTable
{
    private readonly int[] _lengthStarts;

    /// <param name="trie">The n-grams.</param>
    /// <param name="counts">[Nodes] Their counts; adjusted for Kneser–Ney.</param>
    /// <param name="settings">The smoothing options.</param>
    /// <param name="alphabet">V.</param>
    internal NgramTable(NgramTrie trie, uint[] counts, NgramOptions settings, int alphabet)
    {
        ISmoothingRule rule = settings.Smoothing == NgramSmoothing.KneserNey ? new KneserNeyRule(trie, counts)
            : new CountingRule(settings, alphabet);
        (Order, Alphabet, Symbols) = (trie.Order, alphabet, trie.Symbols);
        _lengthStarts = [.. Enumerable.Range(0, Order + 1).Select(length => trie.OfLength(length).Start), trie.Nodes];
        Discounts = [.. Enumerable.Range(0, Order + 1).Select(length => length == 0 ? null : rule.Discounts(length))];
        Nodes = new Node[trie.Nodes + 1];
        Contexts = new Context[trie.Contexts + 1];
        uint sum = 0;
        for (var node = 0; node < counts.Length; node++)
        {
            Nodes[node] = new Node { CountBefore = sum, Suffix = trie.Suffixes[node] };
            sum = unchecked(sum + counts[node]);
        }
        Nodes[^1].CountBefore = sum;
        // Shorter n-grams first: longer ones interpolate with them.
        for (var length = 0; length < Order; length++)
            for (var (context, end) = trie.OfLength(length); context < end; context++)
                Smooth(context, length, trie, counts, rule);
        Contexts[^1].FirstChild = trie.Nodes;
    }

    /// <summary>
    /// An n-gram: p(its last symbol | the others), the cumulative count of all preceding nodes modulo 2³² (exact among siblings), and its
    /// suffix.
    /// </summary>
    internal struct Node
    {
        internal double Probability;
        internal uint CountBefore;
        internal int Suffix;
    }

    /// <summary>
    /// An n-gram as context: the factor on its suffix's probabilities for symbols never seen after it (1 if none was seen), first child,
    /// suffix.
    /// </summary>
    internal struct Context
    {
        internal double Share;
        internal int FirstChild;
        internal int Suffix;
    }

    /// <summary>The longest length.</summary>
    internal int Order { get; }

    /// <summary>V.</summary>
    internal int Alphabet { get; }

    /// <summary>[nodes] The last symbol of each n-gram.</summary>
    internal ushort[] Symbols { get; }

    /// <summary>[nodes + 1]</summary>
    internal Node[] Nodes { get; }

    /// <summary>[contexts + 1]</summary>
    internal Context[] Contexts { get; }

    /// <summary>[Order + 1] by length: the discounts of the counts 1, 2 and 3 or more; null for none.</summary>
    internal double[]?[] Discounts { get; }

    /// <summary>The state before a document's first character: Order − 1 boundary symbols.</summary>
    internal int Start => Contexts.Length - 2;

    /// <summary>The count of a node.</summary>
    internal uint Count(int node) => unchecked(Nodes[node + 1].CountBefore - Nodes[node].CountBefore);

    /// <summary>The length of a node.</summary>
    internal int Length(int node)
    {
        var length = Order;
        while (node < _lengthStarts[length])
            length--;
        return length;
    }

    /// <summary>The child of a context for a symbol, or −1 if the symbol was never seen there.</summary>
    internal int Child(int context, ushort symbol)
    {
        const int ShortEnoughToScan = 128;
        var first = Contexts[context].FirstChild;
        var symbols = Symbols.AsSpan(first, Contexts[context + 1].FirstChild - first);
        var found = symbols.Length <= ShortEnoughToScan ? symbols.IndexOf(symbol) : symbols.BinarySearch(symbol);
        return found < 0 ? -1 : first + found;
    }

    /// <summary>The state after an n-gram: its longest seen suffix of at most Order − 1 symbols.</summary>
    internal int State(int node) => node < Contexts.Length - 1 ? node : Nodes[node].Suffix;

    /// <summary>The state after one more symbol.</summary>
    internal int Advance(int state, ushort symbol)
    {
        for (; ; state = Contexts[state].Suffix)
            if (Child(state, symbol) is >= 0 and var child)
                return State(child);
            else if (state == 0)
                return 0;
    }

    /// <summary>Computes p(· | state), V probabilities; <paramref name="row"/> has one more element, for the boundary.</summary>
    internal void Row(int state, Span<double> row)
    {
        var share = Contexts[state].Share;
        if (state == 0)
            row.Fill(share / Alphabet);
        else
        {
            Row(Contexts[state].Suffix, row);
            if (share != 1)
                TensorPrimitives.Multiply(row, share, row);
        }
        for (var (child, end) = (Contexts[state].FirstChild, Contexts[state + 1].FirstChild); child < end; child++)
            row[Symbols[child]] = Nodes[child].Probability;
    }

    private void Smooth(int context, int length, NgramTrie trie, uint[] counts, ISmoothingRule rule)
    {
        var (first, end) = (trie.FirstChildren[context], trie.FirstChildren[context + 1]);
        var (denominator, share) = first == end ? (1, 1) : rule.Context(length, counts.AsSpan(first, end - first));
        Contexts[context] = new Context { Share = share, FirstChild = first, Suffix = trie.Suffixes[context] };
        for (var child = first; child < end; child++)
        {
            // A boundary has count 0 and is never predicted.
            if (counts[child] == 0)
            {
                Nodes[child].Probability = 0;
                continue;
            }
            var shorter = length == 0 ? 1.0 / Alphabet : Nodes[trie.Suffixes[child]].Probability;
            Nodes[child].Probability = rule.Weight(length + 1, counts[child]) / denominator + share * shorter;
        }
    }
}
