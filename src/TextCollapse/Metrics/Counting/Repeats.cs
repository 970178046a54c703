using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Counting;

/// <summary>
/// For every position its neighbour in suffix order and how many characters they share: all that longest repeats, duplicate coverage and
/// match lengths need. Kept in text order (the permuted LCP array of Kärkkäinen, Manzini and Puglisi 2009). No match crosses the border of a document.
/// </summary>
internal sealed class Repeats
{
    private readonly int _threads;

    private Repeats(SuffixText text, int[] suffixes, int threads)
    {
        (Text, _threads) = (text, threads);
        Before = LargeArray.Of<int>(text.Length);
        Shared = LargeArray.Of<int>(text.Length);
        if (text.Length == 0)
            return;
        Before[suffixes[0]] = -1;
        InSlices(text.Length, threads, (from, to) =>
        {
            for (var i = Math.Max(from, 1); i < to; i++)
                Before[suffixes[i]] = suffixes[i - 1];
        });
        InSlices(text.Length, threads, (from, to) => text.Share(Before, Shared, from, to));
    }

    private static void InSlices(int length, int threads, Action<int, int> slice)
        => Parallel.For(0, threads, new() { MaxDegreeOfParallelism = threads },
            worker => slice((int)((long)length * worker / threads), (int)((long)length * (worker + 1) / threads)));

    public SuffixText Text { get; }

    /// <summary>At each position the start of the suffix before its own in order; −1 for the first.</summary>
    public int[] Before { get; }

    /// <summary>At each position the characters shared with the suffix before it.</summary>
    public int[] Shared { get; }

    public static Repeats Of(IReadOnlyList<Document> documents, int threads = 1) => Of(documents, threads, out _);

    public static Repeats Of(IReadOnlyList<Document> documents, int threads, out int[] suffixes)
    {
        var text = new SuffixText(documents);
        return new Repeats(text, suffixes = text.SortSuffixes(), threads);
    }

    /// <summary>
    /// At each position the longest match with any earlier position, itself overlapping allowed (the longest previous factor; Crochemore and
    /// Ilie 2008): positions leave the suffix order from the last one back, so that only earlier ones are next to each.
    /// </summary>
    public unsafe int[] LongestPreviousMatches()
    {
        const int Ahead = 24;
        var matches = LargeArray.Of<int>(Before.Length);
        var befores = LargeArray.Of<(int Position, int Shared)>(Before.Length);
        var afters = LargeArray.Of<int>(Before.Length);
        InSlices(afters.Length, _threads, (from, to) => afters.AsSpan(from..to).Fill(-1));
        InSlices(befores.Length, _threads, (from, to) =>
        {
            for (var i = from; i < to; i++)
            {
                befores[i] = (Before[i], Shared[i]);
                if (Before[i] >= 0)
                    afters[Before[i]] = i;
            }
        });
        fixed (int* after = afters)
        fixed ((int Position, int Shared)* before = befores)
            for (var i = befores.Length - 1; i >= 0; i--)
            {
                if (i >= Ahead)
                {
                    Prefetch.At(before, afters[i - Ahead]);
                    Prefetch.At(after, befores[i - Ahead].Position);
                }
                var (previous, own) = before[i];
                var next = after[i];
                if (previous >= 0)
                    after[previous] = next;
                matches[i] = next < 0 ? own : Math.Max(own, before[next].Shared);
                if (next >= 0)
                    before[next] = (previous, Math.Min(own, before[next].Shared));
            }
        return matches;
    }
}
