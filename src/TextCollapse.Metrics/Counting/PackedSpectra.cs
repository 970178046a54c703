using System.Numerics;

namespace TextCollapse.Metrics.Counting;

/// <summary>
/// Spectra of all orders from one sort: the key of a position is its next eight codes; in sorted order equal n-grams of every n are
/// adjacent, and the common prefix of two neighbours determines which of them end there.
/// </summary>
internal static class PackedSpectra
{
    public static NgramSpectra Count(BigramBuckets buckets, int threads)
    {
        var bigrams = buckets.LongestFirst();
        var workers = Math.Clamp(bigrams.Length, 1, threads);
        var next = -1;
        var tallies = new OrderTallies[workers];
        Parallel.For(0, workers, new() { MaxDegreeOfParallelism = workers }, worker =>
        {
            var own = tallies[worker] = new OrderTallies();
            for (int i; (i = Interlocked.Increment(ref next)) < bigrams.Length;)
                Scan(buckets[bigrams[i]], own);
        });
        var all = tallies[0];
        foreach (var other in tallies[1..])
            all.Merge(other);
        for (var code = 1; code < buckets.Singles.Length; code++)
            if (buckets.Singles[code] > 0)
                all.Add(1, buckets.Singles[code], ending: buckets.Singles[code] - buckets.WithFirst(code));
        return new NgramSpectra(all);
    }

    /// <summary>Tallies the n-grams of 2 … 8 codes in sorted keys that share their first two codes.</summary>
    private static void Scan(ReadOnlySpan<ulong> keys, OrderTallies tallies)
    {
        const int Orders = NgramSpectra.Orders;
        Span<int> starts = stackalloc int[Orders];
        Span<int> ending = stackalloc int[Orders + 1];
        starts.Clear();
        ending.Clear();
        for (var i = 0; i < keys.Length; i++)
        {
            var key = keys[i];
            var valid = CodesBeforeZero(key);
            if (valid < Orders)
                ending[valid]++;
            var common = i + 1 == keys.Length ? 1 : BitOperations.LeadingZeroCount(key ^ keys[i + 1]) >> 3;
            if (common == Orders)
                continue;
            for (var order = common; order < valid; order++)
                tallies.Add(order + 1, i + 1 - starts[order], ending[order + 1]);
            for (var order = common; order < Orders; order++)
            {
                starts[order] = i + 1;
                ending[order + 1] = 0;
            }
        }
    }

    /// <summary>The number of codes before the first zero byte, 0 … 8.</summary>
    internal static int CodesBeforeZero(ulong key)
    {
        const ulong Low = 0x7F7F7F7F7F7F7F7F;
        var zeros = ~(((key & Low) + Low) | key | Low);
        return BitOperations.LeadingZeroCount(zeros) >> 3;
    }
}
