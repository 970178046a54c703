namespace TextCollapse.Models.Ngram;

/// <summary>A trie with everything that scoring and drawing read, worked out once from the counts and a smoothing.</summary>
internal sealed class NgramTable
{
    private readonly ISmoothingRule _rule;

    /// <param name="trie">The n-grams.</param>
    /// <param name="counts">[Nodes] Their counts, for Kneser–Ney adjusted.</param>
    /// <param name="settings">The smoothing.</param>
    /// <param name="alphabet">V.</param>
    internal NgramTable(NgramTrie trie, uint[] counts, NgramSettings settings, int alphabet)
    {
        (Trie, Alphabet) = (trie, alphabet);
        _rule = settings.Smoothing == NgramSmoothing.KneserNey ? new KneserNeyRule(trie, counts) : new CountingRule(settings, alphabet);
        Discounts = [.. Enumerable.Range(0, trie.Order + 1).Select(length => length == 0 ? null : _rule.Discounts(length))];
        Probabilities = GC.AllocateUninitializedArray<double>(trie.Nodes);
        Shares = GC.AllocateUninitializedArray<double>(trie.Contexts);
        CumulativeCounts = GC.AllocateUninitializedArray<uint>(trie.Nodes + 1);
        CumulativeCounts[0] = 0;
        for (var node = 0; node < trie.Nodes; node++)
            CumulativeCounts[node + 1] = unchecked(CumulativeCounts[node] + counts[node]);
        // Shorter n-grams first: longer ones interpolate with them.
        Probabilities[0] = 0;
        for (var length = 0; length < trie.Order; length++)
            for (var (context, end) = trie.OfLength(length); context < end; context++)
                Smooth(context, length, counts);
    }

    /// <summary>The n-grams.</summary>
    internal NgramTrie Trie { get; }

    /// <summary>V.</summary>
    internal int Alphabet { get; }

    /// <summary>[Nodes] The whole smoothed probability of an n-gram's last symbol after the others; 0 for boundaries.</summary>
    internal double[] Probabilities { get; }

    /// <summary>[Contexts] The factor on the suffix's probability for symbols never seen after this context; 1 if nothing was.</summary>
    internal double[] Shares { get; }

    /// <summary>[Nodes + 1] Sums of the counts of all nodes before, modulo 2³²: differences among siblings are exact.</summary>
    internal uint[] CumulativeCounts { get; }

    /// <summary>[Order + 1] by length: what is taken from the counts 1, 2 and 3 or more; null for none.</summary>
    internal double[]?[] Discounts { get; }

    /// <summary>The count of a node.</summary>
    internal uint Count(int node) => unchecked(CumulativeCounts[node + 1] - CumulativeCounts[node]);

    /// <summary>p(symbol | state), and the state after it.</summary>
    internal double Read(ref int state, ushort symbol)
    {
        var share = 1.0;
        for (; ; state = Trie.Suffixes[state])
        {
            if (Trie.Child(state, symbol) is >= 0 and var child)
            {
                state = Trie.State(child);
                return share * Probabilities[child];
            }
            share *= Shares[state];
            if (state == 0)
                return share / Alphabet;
        }
    }

    /// <summary>p(· | state) as V probabilities; <paramref name="row"/> has one place more, for the boundary.</summary>
    internal void Row(int state, Span<double> row)
    {
        if (state == 0)
            row.Fill(Shares[0] / Alphabet);
        else
        {
            Row(Trie.Suffixes[state], row);
            if (Shares[state] != 1)
                System.Numerics.Tensors.TensorPrimitives.Multiply(row, Shares[state], row);
        }
        for (var child = Trie.FirstChildren[state]; child < Trie.FirstChildren[state + 1]; child++)
            row[Trie.Symbols[child]] = Probabilities[child];
    }

    private void Smooth(int context, int length, uint[] counts)
    {
        var (first, end) = (Trie.FirstChildren[context], Trie.FirstChildren[context + 1]);
        if (first == end)
        {
            Shares[context] = 1;
            return;
        }
        var (denominator, share) = _rule.Context(length, counts.AsSpan(first, end - first));
        Shares[context] = share;
        for (var child = first; child < end; child++)
            Probabilities[child] = counts[child] == 0
                ? 0
                : _rule.Weight(length + 1, counts[child]) / denominator + share * (length == 0 ? 1.0 / Alphabet : Probabilities[Trie.Suffixes[child]]);
    }
}
