using TextCollapse.Arrays;
using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Counting;

/// <summary>
/// The sorted suffixes of documents with the number of characters that each shares with its predecessor, from which longest repeats,
/// duplicate coverage and match lengths are computed. No match crosses a document boundary.
/// </summary>
internal sealed class Repeats
{
    private const int PrefetchDistance = 32;

    private readonly int _threads;

    /// <summary>
    /// The common prefixes of neighbours are computed in text order, where they decrease by at most one from position to position (the
    /// permuted LCP array of Kärkkäinen, Manzini and Puglisi 2009), and then permuted to suffix order.
    /// </summary>
    private Repeats(SuffixText text, int[] suffixes, int threads)
    {
        (Text, Suffixes, _threads) = (text, suffixes, threads);
        var shared = LargeArray.Of<int>(text.Length);
        Shared = LargeArray.Of<int>(text.Length);
        if (text.Length == 0)
            return;
        var before = Shared;
        before[suffixes[0]] = -1;
        InSlices(text.Length, threads, (from, to) => Link(suffixes, before, Math.Max(from, 1), to));
        InSlices(text.Length, threads, (from, to) => text.Share(before, shared, from, to));
        InSlices(text.Length, threads, (from, to) => Gather(shared, suffixes, Shared, from, to));
    }

    public SuffixText Text { get; }

    /// <summary>The start of each suffix in sorted order.</summary>
    public int[] Suffixes { get; }

    /// <summary>The characters that each suffix shares with its predecessor.</summary>
    public int[] Shared { get; }

    public static Repeats Of(IReadOnlyList<Document> documents, int threads = 1)
    {
        var text = new SuffixText(documents);
        return new Repeats(text, text.SortSuffixes(), threads);
    }

    /// <summary>
    /// The longest match of each position with any earlier position, which may overlap it (the longest previous factor; Crochemore, Ilie,
    /// Iliopoulos, Kubica, Rytter and Waleń 2009). Groups of suffixes that share nothing with their neighbours are processed independently.
    /// </summary>
    public int[] LongestPreviousMatches()
    {
        var matches = LargeArray.Of<int>(Suffixes.Length);
        Parallel.ForEach(Groups(), new() { MaxDegreeOfParallelism = _threads }, group =>
            LongestPreviousMatches(group.From, group.To, matches));
        return matches;
    }

    /// <summary>
    /// One pass in suffix order. The stack holds the suffixes whose closest following suffix with an earlier position may still come, with
    /// the length that they share with the closest preceding one.
    /// </summary>
    private unsafe void LongestPreviousMatches(int from, int to, int[] all)
    {
        var waiting = new (int Position, int Shared)[64];
        var top = -1;
        fixed (int* matches = all)
        {
            for (var i = from; i < to; i++)
            {
                Prefetch.At(matches, Suffixes[Math.Min(i + PrefetchDistance, to - 1)]);
                int position = Suffixes[i], shared = Shared[i];
                for (; top >= 0; top--)
                {
                    var last = waiting[top];
                    if (position < last.Position)
                    {
                        matches[last.Position] = Math.Max(last.Shared, shared);
                        shared = Math.Min(last.Shared, shared);
                    }
                    else if (shared <= last.Shared)
                        matches[last.Position] = last.Shared;
                    else
                        break;
                }
                if (++top == waiting.Length)
                    Array.Resize(ref waiting, 2 * top);
                waiting[top] = (position, shared);
            }
            for (; top >= 0; top--)
                matches[waiting[top].Position] = waiting[top].Shared;
        }
    }

    /// <summary>
    /// Ranges of suffixes, each about a thousandth of all or more, whose first suffix shares nothing with its predecessor.
    /// </summary>
    private List<(int From, int To)> Groups()
    {
        var groups = new List<(int, int)>();
        for (int from = 0, to; from < Suffixes.Length; from = to)
        {
            to = (int)Math.Min(Suffixes.Length, from + 1L + Suffixes.Length / 1024);
            to += Shared.AsSpan(to).IndexOf(0) is var next and >= 0 ? next : Suffixes.Length - to;
            groups.Add((from, to));
        }
        return groups;
    }

    /// <summary>Records the predecessor of each suffix.</summary>
    private static unsafe void Link(int[] suffixes, int[] befores, int from, int to)
    {
        fixed (int* before = befores)
            for (var i = from; i < to; i++)
            {
                Prefetch.At(before, suffixes[Math.Min(i + PrefetchDistance, to - 1)]);
                before[suffixes[i]] = suffixes[i - 1];
            }
    }

    private static unsafe void Gather(int[] values, int[] places, int[] gathered, int from, int to)
    {
        fixed (int* value = values)
            for (var i = from; i < to; i++)
            {
                Prefetch.At(value, places[Math.Min(i + PrefetchDistance, to - 1)]);
                gathered[i] = value[places[i]];
            }
    }

    private static void InSlices(int length, int threads, Action<int, int> slice)
        => Parallel.For(0, threads, new() { MaxDegreeOfParallelism = threads },
            worker => slice((int)((long)length * worker / threads), (int)((long)length * (worker + 1) / threads)));
}
