namespace TextCollapse.Corpora;

/// <summary>How much of one text stands word for word in another: held-out text that was also trained on says nothing.</summary>
public static class TextOverlap
{
    /// <summary>Passages of this many characters are looked for: longer than what unrelated texts share by chance.</summary>
    public const int Passage = 100;

    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    /// <summary>
    /// The share of the passages of <paramref name="heldOut"/>, one after the other within each document, that occur anywhere in a document
    /// of <paramref name="training"/>; 0 where no document is so long. Linear time, memory for the passages alone (rolling hashes of 64
    /// bits: Karp and Rabin 1987).
    /// </summary>
    public static double Share(Corpus heldOut, Corpus training)
    {
        var missing = new Dictionary<ulong, int>();
        foreach (var document in heldOut.Documents)
            for (var start = 0; start + Passage <= document.Length; start += Passage)
            {
                var hash = Hash(document.Symbols.Span.Slice(start, Passage));
                missing[hash] = missing.GetValueOrDefault(hash) + 1;
            }
        var all = missing.Values.Sum();
        if (all == 0)
            return 0;
        var highest = Enumerable.Range(0, Passage - 1).Aggregate(1UL, (power, _) => unchecked(power * Multiplier));
        var found = 0;
        foreach (var document in training.Documents)
        {
            var symbols = document.Symbols.Span;
            if (symbols.Length < Passage)
                continue;
            var hash = Hash(symbols[..Passage]);
            for (var end = Passage; ; end++)
            {
                if (missing.Remove(hash, out var count))
                    found += count;
                if (end == symbols.Length)
                    break;
                hash = unchecked((hash - (symbols[end - Passage] + 1UL) * highest) * Multiplier + symbols[end] + 1);
            }
        }
        return (double)found / all;
    }

    private static ulong Hash(ReadOnlySpan<ushort> symbols)
    {
        var hash = 0UL;
        foreach (var symbol in symbols)
            hash = unchecked(hash * Multiplier + symbol + 1);
        return hash;
    }
}
