using TextCollapse.Arrays;

namespace TextCollapse.Metrics.Counting;

/// <summary>
/// The sorted keys of all positions of a packed text, with the range of each pair of first codes. Positions whose second code is zero have
/// no bigram and are only counted.
/// </summary>
internal sealed class BigramBuckets
{
    public const int Count = 1 << 16;
    private readonly int[] _ends;

    private BigramBuckets(ulong[] keys, int[] ends) => (Keys, _ends) = (keys, ends);

    public ulong[] Keys { get; }

    /// <summary>Occurrences of each single code (index 0 unused).</summary>
    public long[] Singles { get; } = new long[256];

    /// <summary>The sorted keys that begin with the two codes of <paramref name="bigram"/> (first code in the high byte).</summary>
    public ReadOnlySpan<ulong> this[int bigram] => Keys.AsSpan(Start(bigram), Length(bigram));

    public int Length(int bigram) => _ends[bigram] - Start(bigram);

    /// <summary>Keys whose first code is <paramref name="code"/>.</summary>
    public long WithFirst(int code) => _ends[(code << 8) | 0xFF] - Start(code << 8);

    private int Start(int bigram) => bigram == 0 ? 0 : _ends[bigram - 1];

    public static BigramBuckets Of(PackedText text, int threads)
    {
        var workers = (int)Math.Clamp(text.Length / 65536L, 1, threads);
        var counts = new int[workers][];
        Parallel.For(0, workers, new() { MaxDegreeOfParallelism = workers }, worker => counts[worker] = CountBigrams(text, Slice(worker)));
        var singles = new long[256];
        var ends = new int[Count];
        var total = 0;
        for (var bigram = 0; bigram < Count; bigram++)
        {
            var has = bigram >> 8 != 0 && (bigram & 0xFF) != 0;
            foreach (var count in counts)
            {
                singles[bigram >> 8] += count[bigram];
                (count[bigram], total) = has ? (total, total + count[bigram]) : (-1, total);
            }
            ends[bigram] = total;
        }
        var buckets = new BigramBuckets(LargeArray.Of<ulong>(total), ends);
        singles[0] = 0;
        singles.CopyTo(buckets.Singles, 0);
        Parallel.For(0, workers, new() { MaxDegreeOfParallelism = workers }, worker =>
            Distribute(text, Slice(worker), counts[worker], buckets.Keys));
        buckets.Sort(threads);
        return buckets;

        (int From, int To) Slice(int worker) =>
            ((int)((long)text.Length * worker / workers), (int)((long)text.Length * (worker + 1) / workers));
    }

    /// <summary>
    /// Bigrams that occur here or in <paramref name="other"/>, the most frequent first, which balances the work between threads.
    /// </summary>
    public int[] LongestFirst(BigramBuckets? other = null)
    {
        List<int> bigrams = [], lengths = [];
        for (var bigram = 0; bigram < Count; bigram++)
            if (Length(bigram) + (other?.Length(bigram) ?? 0) is > 0 and var length)
            {
                bigrams.Add(bigram);
                lengths.Add(-length);
            }
        int[] sorted = [.. bigrams];
        Array.Sort([.. lengths], sorted);
        return sorted;
    }

    private void Sort(int threads)
    {
        var bigrams = LongestFirst();
        var workers = Math.Clamp(bigrams.Length, 1, threads);
        var next = -1;
        Parallel.For(0, workers, new() { MaxDegreeOfParallelism = workers }, worker =>
        {
            var sort = new KeySort();
            for (int i; (i = Interlocked.Increment(ref next)) < bigrams.Length;)
                sort.Sort(Keys.AsSpan(Start(bigrams[i]), Length(bigrams[i])), 40);
        });
    }

    private static int[] CountBigrams(PackedText text, (int From, int To) slice)
    {
        var counts = new int[Count];
        for (var i = slice.From; i < slice.To; i++)
            counts[text.Key(i) >> 48]++;
        return counts;
    }

    private static void Distribute(PackedText text, (int From, int To) slice, int[] next, ulong[] keys)
    {
        for (var i = slice.From; i < slice.To; i++)
        {
            var key = text.Key(i);
            ref var at = ref next[key >> 48];
            if (at >= 0)
                keys[at++] = key;
        }
    }
}
