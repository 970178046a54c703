namespace TextCollapse.Metrics.Counting;

/// <summary>Radix sort of 64-bit keys from the highest byte that may differ downwards; small ranges by insertion. Linear: at most eight passes.</summary>
internal sealed class KeySort
{
    private const int Insertion = 40;
    private ulong[] _scratch = [];

    /// <summary>Sorts keys that agree in all bytes above the one that begins at bit <paramref name="shift"/>.</summary>
    public void Sort(Span<ulong> keys, int shift)
    {
        Span<int> counts = stackalloc int[256];
        while (keys.Length > Insertion && shift >= 0)
        {
            counts.Clear();
            foreach (var key in keys)
                counts[(byte)(key >> shift)]++;
            if (counts[(byte)(keys[0] >> shift)] == keys.Length)
            {
                shift -= 8;
                continue;
            }
            Distribute(keys, counts, shift);
            if (shift == 0)
                return;
            for (int value = 0, start = 0; value < 256; start = counts[value++])
                if (counts[value] - start > 1)
                    Sort(keys[start..counts[value]], shift - 8);
            return;
        }
        InsertionSort(keys);
    }

    /// <summary>Puts the keys in the order of one byte; <paramref name="counts"/> becomes the end of each value's range.</summary>
    private void Distribute(Span<ulong> keys, Span<int> counts, int shift)
    {
        if (_scratch.Length < keys.Length)
            _scratch = LargeArray.Of<ulong>(keys.Length);
        keys.CopyTo(_scratch);
        var total = 0;
        foreach (ref var count in counts)
            (count, total) = (total, total + count);
        foreach (var key in _scratch.AsSpan(0, keys.Length))
            keys[counts[(byte)(key >> shift)]++] = key;
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
