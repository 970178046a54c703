namespace TextCollapse.Metrics.Loops;

/// <summary>
/// n-grams of one document, counted by numbering: an n-gram is identified by the number of its first n − 1 symbols and its last symbol.
/// </summary>
internal static class DocumentNgrams
{
    /// <summary>The number of distinct n-grams in the document.</summary>
    public static int Types(ReadOnlySpan<ushort> symbols, int order) => Name(symbols, order).Types;

    /// <summary>For each n-gram, how often it occurs in the document.</summary>
    public static int[] Counts(ReadOnlySpan<ushort> symbols, int order)
    {
        var (names, types) = Name(symbols, order);
        var counts = new int[types];
        foreach (var name in names)
            counts[name]++;
        return Array.ConvertAll(names, name => counts[name]);
    }

    /// <summary>The n-grams numbered by first occurrence.</summary>
    public static (int[] Names, int Types) Name(ReadOnlySpan<ushort> symbols, int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(order);
        if (symbols.Length < order)
            return ([], 0);
        var names = new int[symbols.Length];
        var known = new Dictionary<long, int>();
        for (var n = 1; n <= order; n++)
        {
            known.Clear();
            for (var i = 0; i + n <= symbols.Length; i++)
            {
                var key = ((long)names[i] << 16) | symbols[i + n - 1];
                if (!known.TryGetValue(key, out var name))
                    known.Add(key, name = known.Count);
                names[i] = name;
            }
        }
        return (names[..(symbols.Length - order + 1)], known.Count);
    }
}
