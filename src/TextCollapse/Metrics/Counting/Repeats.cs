using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Counting;

/// <summary>
/// For every position its neighbour in suffix order and how many characters they share: all that longest repeats, duplicate coverage and
/// match lengths need. Kept in text order (the permuted LCP array of Kärkkäinen, Manzini and Puglisi 2009). No match crosses the border of a document.
/// </summary>
internal sealed class Repeats
{
    private Repeats(SuffixText text, int[] suffixes)
    {
        Text = text;
        Before = GC.AllocateUninitializedArray<int>(text.Length);
        Shared = GC.AllocateUninitializedArray<int>(text.Length);
        if (text.Length == 0)
            return;
        for (var i = 1; i < suffixes.Length; i++)
            Before[suffixes[i]] = suffixes[i - 1];
        Before[suffixes[0]] = -1;
        var known = 0;
        for (int i = 0, document = 0; i < Before.Length; i++)
        {
            if (i > text.Ends[document])
                document++;
            known = Before[i] < 0 ? 0 : text.Common(i, Before[i], known);
            Shared[i] = Math.Min(known, text.Ends[document] - i);
            known = Math.Max(known - 1, 0);
        }
    }

    public SuffixText Text { get; }

    /// <summary>At each position the start of the suffix before its own in order; −1 for the first.</summary>
    public int[] Before { get; }

    /// <summary>At each position the characters shared with the suffix before it.</summary>
    public int[] Shared { get; }

    public static Repeats Of(IReadOnlyList<Document> documents) => Of(documents, out _);

    public static Repeats Of(IReadOnlyList<Document> documents, out int[] suffixes)
    {
        var text = new SuffixText(documents);
        return new Repeats(text, suffixes = text.SortSuffixes());
    }

    /// <summary>
    /// At each position the longest match with any earlier position, itself overlapping allowed (the longest previous factor; Crochemore and
    /// Ilie 2008): positions leave the suffix order from the last one back, so that only earlier ones are next to each.
    /// </summary>
    public int[] LongestPreviousMatches()
    {
        var before = (int[])Before.Clone();
        var shared = (int[])Shared.Clone();
        var after = GC.AllocateUninitializedArray<int>(before.Length);
        after.AsSpan().Fill(-1);
        for (var i = 0; i < before.Length; i++)
            if (before[i] >= 0)
                after[before[i]] = i;
        for (var i = before.Length - 1; i >= 0; i--)
        {
            var (previous, next) = (before[i], after[i]);
            var own = shared[i];
            if (previous >= 0)
                after[previous] = next;
            if (next < 0)
                continue;
            before[next] = previous;
            shared[i] = Math.Max(own, shared[next]);
            shared[next] = Math.Min(own, shared[next]);
        }
        return shared;
    }
}
