namespace TextCollapse.Arrays;

/// <summary>
/// Radix sort of 64-bit keys. Ranges larger than the cache are first split by the highest byte that may differ (MSD). Ranges that fit are
/// sorted from the lowest byte up (LSD), which reads every key once per byte and needs no recursion. Small ranges use insertion sort.
/// Linear time: at most eight passes.
/// </summary>
public sealed class KeySort
{
    private const int InsertionLimit = 40;

    /// <summary>At this length the keys and the scratch array take one megabyte each.</summary>
    private const int CacheLimit = 1 << 17;

    private readonly int[] _histograms = new int[sizeof(ulong) << 8];
    private ulong[] _scratch = [];

    /// <summary>Sorts keys that agree in all bytes above the one that begins at bit <paramref name="shift"/>.</summary>
    public void Sort(Span<ulong> keys, int shift)
    {
        if (keys.Length <= InsertionLimit || shift < 0)
            InsertionSort(keys);
        else if (keys.Length <= CacheLimit)
            SortFromLowestByte(keys, shift);
        else
            SortFromHighestByte(keys, shift);
    }

    private void SortFromHighestByte(Span<ulong> keys, int shift)
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
    /// Builds all histograms in one pass. Then makes one stable pass for each byte in which the keys differ, alternating between the two
    /// arrays.
    /// </summary>
    private void SortFromLowestByte(Span<ulong> keys, int highest)
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

    /// <summary>Stable counting sort by one byte. On return, <paramref name="counts"/> holds the end of each value's range.</summary>
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
