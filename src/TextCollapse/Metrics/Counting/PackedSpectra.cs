using System.Numerics;

namespace TextCollapse.Metrics.Counting;

/// <summary>
/// Spectra of all orders from one sort: the key of a position is its next eight codes; in sorted order the n-grams of every n stand together,
/// and the common prefix of two neighbours says which of them end there.
/// </summary>
internal static class PackedSpectra
{
    public static NgramSpectra Count(PackedText text, int threads)
    {
        var buckets = BigramBuckets.Of(text, threads);
        var bigrams = Enumerable.Range(0, BigramBuckets.Count).Where(bigram => buckets.Length(bigram) > 0)
            .OrderByDescending(buckets.Length).ToArray();
        var workers = Math.Clamp(bigrams.Length, 1, threads);
        var next = -1;
        var tallies = new CountTally[workers][];
        Parallel.For(0, workers, new() { MaxDegreeOfParallelism = workers }, worker =>
        {
            var byOrder = tallies[worker] = NewTallies();
            var sort = new KeySort();
            for (int i; (i = Interlocked.Increment(ref next)) < bigrams.Length;)
            {
                var keys = buckets[bigrams[i]];
                byOrder[1].Add(keys.Length);
                sort.Sort(keys, 40);
                Scan(keys, byOrder);
            }
        });
        var all = NewTallies();
        foreach (var count in buckets.Singles)
            if (count > 0)
                all[0].Add(count);
        foreach (var byOrder in tallies)
            for (var order = 0; order < NgramSpectra.Orders; order++)
                all[order].Merge(byOrder[order]);
        return new NgramSpectra(all);
    }

    private static CountTally[] NewTallies() => [.. Enumerable.Range(0, NgramSpectra.Orders).Select(_ => new CountTally())];

    /// <summary>Tallies the n-grams of 3 … 8 codes in sorted keys that share their first two codes.</summary>
    private static void Scan(ReadOnlySpan<ulong> keys, CountTally[] byOrder)
    {
        Span<int> starts = stackalloc int[NgramSpectra.Orders];
        starts.Clear();
        for (var i = 0; i < keys.Length; i++)
        {
            var common = i + 1 == keys.Length ? 2 : BitOperations.LeadingZeroCount(keys[i] ^ keys[i + 1]) >> 3;
            if (common == NgramSpectra.Orders)
                continue;
            var valid = CodesBeforeZero(keys[i]);
            for (var order = common; order < valid; order++)
                byOrder[order].Add(i + 1 - starts[order]);
            for (var order = common; order < NgramSpectra.Orders; order++)
                starts[order] = i + 1;
        }
    }

    /// <summary>How many codes stand before the first zero byte, 0 … 8.</summary>
    internal static int CodesBeforeZero(ulong key)
    {
        const ulong Low = 0x7F7F7F7F7F7F7F7F;
        var zeros = ~(((key & Low) + Low) | key | Low);
        return BitOperations.LeadingZeroCount(zeros) >> 3;
    }
}
