using TextCollapse.Arrays;
using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Counting;

/// <summary>
/// The suffixes of documents in order and how many characters each shares with the one before it: all that longest repeats, duplicate
/// coverage
/// and match lengths need. No match crosses the border of a document.
/// </summary>
internal sealed class Repeats
{
    private const int Ahead = 32;

    private readonly int _threads;

    /// <summary>
    /// What neighbours share is found in the order of the text, where it falls by at most one from position to position (the permuted LCP
    /// array
    /// of Kärkkäinen, Manzini and Puglisi 2009), and then put in the order of the suffixes, where all that follows reads it.
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

    /// <summary>The start of each suffix in order.</summary>
    public int[] Suffixes { get; }

    /// <summary>The characters that each suffix shares with the one before it in order.</summary>
    public int[] Shared { get; }

    public static Repeats Of(IReadOnlyList<Document> documents, int threads = 1)
    {
        var text = new SuffixText(documents);
        return new Repeats(text, text.SortSuffixes(), threads);
    }

    /// <summary>
    /// At each position the longest match with any earlier position, itself overlapping allowed (the longest previous factor; Crochemore,
    /// Ilie,
    /// Iliopoulos, Kubica, Rytter and Waleń 2009). Suffixes that share nothing have nothing to do with each other, so each group between
    /// two such
    /// borders is read by itself.
    /// </summary>
    public int[] LongestPreviousMatches()
    {
        var matches = LargeArray.Of<int>(Suffixes.Length);
        Parallel.ForEach(Groups(), new() { MaxDegreeOfParallelism = _threads }, group =>
            LongestPreviousMatches(group.From, group.To, matches));
        return matches;
    }

    /// <summary>
    /// One reading in suffix order. On the stack wait those whose closest earlier position after them may still come, with what they share
    /// with
    /// the closest one before them.
    /// </summary>
    private unsafe void LongestPreviousMatches(int from, int to, int[] all)
    {
        var waiting = new (int Position, int Shared)[64];
        var top = -1;
        fixed (int* matches = all)
        {
            for (var i = from; i < to; i++)
            {
                Prefetch.At(matches, Suffixes[Math.Min(i + Ahead, to - 1)]);
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

    /// <summary>Ranges of suffixes, some thousandth of all or more each, whose first shares nothing with the one before it.</summary>
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

    /// <summary>Notes at each suffix the one before it in order.</summary>
    private static unsafe void Link(int[] suffixes, int[] befores, int from, int to)
    {
        fixed (int* before = befores)
            for (var i = from; i < to; i++)
            {
                Prefetch.At(before, suffixes[Math.Min(i + Ahead, to - 1)]);
                before[suffixes[i]] = suffixes[i - 1];
            }
    }

    private static unsafe void Gather(int[] values, int[] places, int[] gathered, int from, int to)
    {
        fixed (int* value = values)
            for (var i = from; i < to; i++)
            {
                Prefetch.At(value, places[Math.Min(i + Ahead, to - 1)]);
                gathered[i] = value[places[i]];
            }
    }

    private static void InSlices(int length, int threads, Action<int, int> slice)
        => Parallel.For(0, threads, new() { MaxDegreeOfParallelism = threads },
            worker => slice((int)((long)length * worker / threads), (int)((long)length * (worker + 1) / threads)));
}
