namespace TextCollapse.Models.Ngram;

/// <summary>Distinct n-grams in ascending order with their counts: the first <paramref name="Length"/> entries of the arrays.</summary>
internal sealed record GramRun<T>(T[] Grams, uint[] Counts, int Length) where T : unmanaged, IGram<T>
{
    /// <summary>Creates a run from sorted n-grams with duplicates.</summary>
    internal static GramRun<T> OfSorted(ReadOnlySpan<T> sorted)
    {
        var distinct = sorted.Length == 0 ? 0 : 1;
        for (var i = 1; i < sorted.Length; i++)
            if (sorted[i].CompareTo(sorted[i - 1]) != 0)
                distinct++;
        var grams = GC.AllocateUninitializedArray<T>(distinct);
        var counts = GC.AllocateUninitializedArray<uint>(distinct);
        for (int i = 0, run = 0; i < sorted.Length; run++)
        {
            var start = i;
            var gram = sorted[i];
            while (++i < sorted.Length && sorted[i].CompareTo(gram) == 0) ;
            (grams[run], counts[run]) = (gram, (uint)(i - start));
        }
        return new(grams, counts, distinct);
    }

    /// <summary>Merges two runs and adds their counts.</summary>
    internal static GramRun<T> Merge(GramRun<T> first, GramRun<T> second)
    {
        var grams = GC.AllocateUninitializedArray<T>(checked(first.Length + second.Length));
        var counts = GC.AllocateUninitializedArray<uint>(grams.Length);
        int i = 0, j = 0, length = 0;
        for (; i < first.Length && j < second.Length; length++)
        {
            var order = first.Grams[i].CompareTo(second.Grams[j]);
            grams[length] = order <= 0 ? first.Grams[i] : second.Grams[j];
            counts[length] = (order <= 0 ? first.Counts[i] : 0) + (order >= 0 ? second.Counts[j] : 0);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        var (rest, at) = i < first.Length ? (first, i) : (second, j);
        rest.Grams.AsSpan(at, rest.Length - at).CopyTo(grams.AsSpan(length));
        rest.Counts.AsSpan(at, rest.Length - at).CopyTo(counts.AsSpan(length));
        return new(grams, counts, length + rest.Length - at);
    }
}
