namespace TextCollapse.Arrays;

/// <summary>
/// Radix sort of 64-bit keys. What the cache does not hold is split by the highest byte that may differ first; what it does is sorted by
/// the lowest byte first, which touches every key once per byte and needs no recursion; small ranges by insertion. Linear: at most eight
/// passes.
/// </summary>
public sealed class KeySort
{
    private const int Insertion = 40;

    /// <summary>Keys and scratch of so many are a megabyte each.</summary>
    private const int Cached = 1 << 17;

    private readonly int[] _histograms = new int[sizeof(ulong) << 8];
    private ulong[] _scratch = [];

    /// <summary>Sorts keys that agree in all bytes above the one that begins at bit <paramref name="shift"/>.</summary>
    public void Sort(Span<ulong> keys, int shift)
    {
        if (keys.Length <= Insertion || shift < 0)
            InsertionSort(keys);
        else if (keys.Length <= Cached)
            LowestFirst(keys, shift);
        else
            HighestFirst(keys, shift);
    }

    private void HighestFirst(Span<ulong> keys, int shift)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (var key in keys)
            counts[(byte)(key >> shift)]++;
        if (counts[(byte)(keys[0] >> shift)] == keys.Length)
        {
            Sort(keys, shift - 8);
            return;
        }
        var copy = Scratch(keys.Length);
        keys.CopyTo(copy);
        Distribute(copy, keys, counts, shift);
        for (int value = 0, start = 0; value < 256; start = counts[value++])
            Sort(keys[start..counts[value]], shift - 8);
    }

    /// <summary>
    /// All histograms in one reading, then a stable pass for each byte in which keys differ, back and forth between both arrays.
    /// </summary>
    private void LowestFirst(Span<ulong> keys, int highest)
    {
        var bytes = (highest >> 3) + 1;
        var histograms = _histograms.AsSpan(0, bytes << 8);
        histograms.Clear();
        foreach (var key in keys)
            for (var place = 0; place < bytes; place++)
                histograms[(place << 8) | (byte)(key >> (place << 3))]++;
        var from = keys;
        var to = Scratch(keys.Length);
        for (var place = 0; place < bytes; place++)
        {
            var counts = histograms.Slice(place << 8, 256);
            if (counts[(byte)(from[0] >> (place << 3))] == keys.Length)
                continue;
            Distribute(from, to, counts, place << 3);
            var sorted = to;
            to = from;
            from = sorted;
        }
        if (from != keys)
            from.CopyTo(keys);
    }

    /// <summary>
    /// Puts keys in the order of one byte, equal ones in the order in which they stood; <paramref name="counts"/> become the ends of the
    /// values' ranges.
    /// </summary>
    private static void Distribute(ReadOnlySpan<ulong> from, Span<ulong> to, Span<int> counts, int shift)
    {
        var total = 0;
        foreach (ref var count in counts)
            (count, total) = (total, total + count);
        foreach (var key in from)
            to[counts[(byte)(key >> shift)]++] = key;
    }

    private Span<ulong> Scratch(int length)
    {
        if (_scratch.Length < length)
            _scratch = LargeArray.Of<ulong>(length);
        return _scratch.AsSpan(0, length);
    }

    private static void InsertionSort(Span<ulong> keys)
    {
        for (var i = 1; i < keys.Length; i++)
        {
            var key = keys[i];
            var j = i - 1;
            for (; j >= 0 && keys[j] > key; j--)
                keys[j + 1] = keys[j];
            keys[j + 1] = key;
        }
    }
}
