using System.Numerics;

namespace TextCollapse.Metrics.Counting;

/// <summary>
/// The two induction passes of SA-IS. An entry j says whether j − 1 is still to be placed by the running pass: entries that have nothing for
/// it are kept as their complement, so that each pass reads the text once per entry.
/// </summary>
internal static class Induced
{
    /// <summary>From the leftmost S positions at the ends of their buckets to their order by substring: the negative entries, complemented.</summary>
    public static void SortLeftmostSubstrings<T>(ReadOnlySpan<T> text, Span<int> suffixes, int[] sizes, int[] next) where T : unmanaged, IBinaryInteger<T>
    {
        SuffixArray.SetStarts(sizes, next);
        PlaceLast(text, suffixes, next);
        for (var i = 0; i < suffixes.Length; i++)
        {
            var j = suffixes[i];
            if (j > 0)
            {
                suffixes[i] = 0;
                j--;
                var symbol = int.CreateTruncating(text[j]);
                suffixes[next[symbol]++] = j > 0 && int.CreateTruncating(text[j - 1]) < symbol ? ~j : j;
            }
            else if (j < 0)
                suffixes[i] = ~j;
        }
        SuffixArray.SetEnds(sizes, next);
        for (var i = suffixes.Length - 1; i >= 0; i--)
        {
            var j = suffixes[i];
            if (j <= 0)
                continue;
            suffixes[i] = 0;
            j--;
            var symbol = int.CreateTruncating(text[j]);
            suffixes[--next[symbol]] = j > 0 && int.CreateTruncating(text[j - 1]) > symbol ? ~j : j;
        }
    }

    /// <summary>From the leftmost S suffixes in order at the ends of their buckets to the order of all suffixes.</summary>
    public static void SortAll<T>(ReadOnlySpan<T> text, Span<int> suffixes, int[] sizes, int[] next) where T : unmanaged, IBinaryInteger<T>
    {
        SuffixArray.SetStarts(sizes, next);
        PlaceLast(text, suffixes, next);
        for (var i = 0; i < suffixes.Length; i++)
        {
            var j = suffixes[i];
            suffixes[i] = ~j;
            if (j <= 0)
                continue;
            j--;
            var symbol = int.CreateTruncating(text[j]);
            suffixes[next[symbol]++] = j > 0 && int.CreateTruncating(text[j - 1]) < symbol ? ~j : j;
        }
        SuffixArray.SetEnds(sizes, next);
        for (var i = suffixes.Length - 1; i >= 0; i--)
        {
            var j = suffixes[i];
            if (j > 0)
            {
                j--;
                var symbol = int.CreateTruncating(text[j]);
                suffixes[--next[symbol]] = j == 0 || int.CreateTruncating(text[j - 1]) > symbol ? ~j : j;
            }
            else
                suffixes[i] = ~j;
        }
    }

    /// <summary>The last suffix follows from the end of the text, which is smaller than every symbol.</summary>
    private static void PlaceLast<T>(ReadOnlySpan<T> text, Span<int> suffixes, int[] next) where T : unmanaged, IBinaryInteger<T>
    {
        var last = text.Length - 1;
        var symbol = int.CreateTruncating(text[last]);
        suffixes[next[symbol]++] = int.CreateTruncating(text[last - 1]) < symbol ? ~last : last;
    }
}
