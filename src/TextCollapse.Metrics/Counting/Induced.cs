using System.Numerics;
using TextCollapse.Arrays;

namespace TextCollapse.Metrics.Counting;

/// <summary>
/// The two induction passes of SA-IS. An entry j indicates whether the current pass still has to place j − 1: entries without work are
/// stored as their complement, so that each pass reads the text once per entry. The accesses are scattered, so they are prefetched.
/// </summary>
internal static unsafe class Induced
{
    private const int PrefetchDistance = 48;

    /// <summary>
    /// Sorts the leftmost S positions, given at the ends of their buckets, by substring. The result is in the negative entries,
    /// complemented.
    /// </summary>
    public static void SortLeftmostSubstrings<T>(ReadOnlySpan<T> text, Span<int> suffixes, int[] sizes, int[] next) where T
        : unmanaged, IBinaryInteger<T>
    {
        SuffixArray.SetStarts(sizes, next);
        PlaceLast(text, suffixes, next);
        fixed (T* symbols = text)
        fixed (int* order = suffixes, free = next)
        {
            for (var i = 0; i < suffixes.Length; i++)
            {
                Prefetch.Around(symbols, order[Math.Min(i + PrefetchDistance, suffixes.Length - 1)]);
                var j = order[i];
                if (j > 0)
                {
                    order[i] = 0;
                    j--;
                    var symbol = int.CreateTruncating(symbols[j]);
                    order[free[symbol]++] = j > 0 && int.CreateTruncating(symbols[j - 1]) < symbol ? ~j : j;
                }
                else if (j < 0)
                    order[i] = ~j;
            }
            SuffixArray.SetEnds(sizes, next);
            for (var i = suffixes.Length - 1; i >= 0; i--)
            {
                Prefetch.Around(symbols, order[Math.Max(i - PrefetchDistance, 0)]);
                var j = order[i];
                if (j <= 0)
                    continue;
                order[i] = 0;
                j--;
                var symbol = int.CreateTruncating(symbols[j]);
                order[--free[symbol]] = j > 0 && int.CreateTruncating(symbols[j - 1]) > symbol ? ~j : j;
            }
        }
    }

    /// <summary>Sorts all suffixes from the sorted leftmost S suffixes at the ends of their buckets.</summary>
    public static void SortAll<T>(ReadOnlySpan<T> text, Span<int> suffixes, int[] sizes, int[] next) where T : unmanaged, IBinaryInteger<T>
    {
        SuffixArray.SetStarts(sizes, next);
        PlaceLast(text, suffixes, next);
        fixed (T* symbols = text)
        fixed (int* order = suffixes, free = next)
        {
            for (var i = 0; i < suffixes.Length; i++)
            {
                Prefetch.Around(symbols, order[Math.Min(i + PrefetchDistance, suffixes.Length - 1)]);
                var j = order[i];
                order[i] = ~j;
                if (j <= 0)
                    continue;
                j--;
                var symbol = int.CreateTruncating(symbols[j]);
                order[free[symbol]++] = j > 0 && int.CreateTruncating(symbols[j - 1]) < symbol ? ~j : j;
            }
            SuffixArray.SetEnds(sizes, next);
            for (var i = suffixes.Length - 1; i >= 0; i--)
            {
                Prefetch.Around(symbols, order[Math.Max(i - PrefetchDistance, 0)]);
                var j = order[i];
                if (j > 0)
                {
                    j--;
                    var symbol = int.CreateTruncating(symbols[j]);
                    order[--free[symbol]] = j == 0 || int.CreateTruncating(symbols[j - 1]) > symbol ? ~j : j;
                }
                else
                    order[i] = ~j;
            }
        }
    }

    /// <summary>Places the last suffix: it is induced by the end of the text, which is smaller than every symbol.</summary>
    private static void PlaceLast<T>(ReadOnlySpan<T> text, Span<int> suffixes, int[] next) where T : unmanaged, IBinaryInteger<T>
    {
        var last = text.Length - 1;
        var symbol = int.CreateTruncating(text[last]);
        suffixes[next[symbol]++] = int.CreateTruncating(text[last - 1]) < symbol ? ~last : last;
    }
}
