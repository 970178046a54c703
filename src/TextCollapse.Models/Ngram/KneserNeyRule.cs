namespace TextCollapse.Models.Ngram;

/// <summary>
/// Modified Kneser–Ney: below the longest length, the count of an n-gram is the number of distinct symbols seen before it, and counts of 1,
/// 2 and 3 or more are reduced by the discounts D₁, D₂, D₃ of their length. Source: Chen and Goodman 1998, eq. 26–27, interpolated.
/// </summary>
internal sealed class KneserNeyRule : ISmoothingRule
{
    // The fallback of KenLM and the literature if counts of counts give no valid discounts.
    private static readonly double[] Fallback = [0.5, 1, 1.5];

    private readonly double[][] _discounts;

    /// <summary>Estimates the discounts from adjusted counts.</summary>
    internal KneserNeyRule(NgramTrie trie, ReadOnlySpan<uint> counts)
    {
        _discounts = new double[trie.Order + 1][];
        for (var length = 1; length <= trie.Order; length++)
        {
            var (start, end) = trie.OfLength(length);
            _discounts[length] = Estimate(counts[start..end]);
        }
    }

    /// <summary>
    /// D_j = j − (j + 1) Y n_{j+1} / n_j with Y = n₁ / (n₁ + 2 n₂), where n_j is the number of n-grams with count j. Returns the fallback
    /// if some n_j is 0 or some D_j is not in 0 … j (few types, or a text counted more than once).
    /// </summary>
    internal static double[] Estimate(ReadOnlySpan<uint> counts)
    {
        Span<long> n = stackalloc long[5];
        foreach (var count in counts)
            if (count is >= 1 and <= 4)
                n[(int)count]++;
        var y = n[1] / (n[1] + 2.0 * n[2]);
        var discounts = new double[3];
        for (var j = 1; j <= 3; j++)
        {
            discounts[j - 1] = j - (j + 1) * y * n[j + 1] / n[j];
            if (n[j] == 0 || n[j + 1] == 0 || !(discounts[j - 1] >= 0 && discounts[j - 1] <= j))
                return Fallback;
        }
        return discounts;
    }

    /// <summary>
    /// Replaces the count of each n-gram by the number of distinct symbols before it, except at the longest length and for n-grams that
    /// begin with the boundary, which nothing precedes.
    /// </summary>
    internal static void AdjustCounts(NgramTrie trie, uint[] counts)
    {
        if (trie.Order == 1)
            return;
        var boundaryStart = trie.OfLength(1).End - 1;
        for (var length = 1; length < trie.Order; length++)
        {
            var start = trie.OfLength(length).Start;
            Array.Clear(counts, start, boundaryStart - start);
            for (var (node, end) = trie.OfLength(length + 1); node < end; node++)
                if (trie.Suffixes[node] < boundaryStart)
                    counts[trie.Suffixes[node]]++;
            boundaryStart = trie.FirstChildren[boundaryStart];
        }
    }

    public (double Denominator, double Share) Context(int length, ReadOnlySpan<uint> childCounts)
    {
        long total = 0;
        Span<long> n = stackalloc long[4];
        foreach (var count in childCounts)
        {
            total += count;
            n[(int)Math.Min(count, 3)]++;
        }
        var discounts = _discounts[length + 1];
        return (total, (discounts[0] * n[1] + discounts[1] * n[2] + discounts[2] * n[3]) / total);
    }

    public double Weight(int length, uint count) => count - _discounts[length][Math.Min(count, 3) - 1];

    public double[]? Discounts(int length) => _discounts[length];
}
