using System.Numerics;
using TextCollapse.Arrays;

namespace TextCollapse.Metrics.Counting;

/// <summary>
/// The two induction passes of SA-IS. An entry j says whether j − 1 is still to be placed by the running pass: entries that have nothing
/// for
/// it are kept as their complement, so that each pass reads the text once per entry. What is read is far apart, so it is asked for ahead of
/// time.
/// </summary>
internal static unsafe class Induced
{
    private const int Ahead = 48;

    /// <summary>
    /// From the leftmost S positions at the ends of their buckets to their order by substring: the negative entries, complemented.
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
                Prefetch.Around(symbols, order[Math.Min(i + Ahead, suffixes.Length - 1)]);
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
                Prefetch.Around(symbols, order[Math.Max(i - Ahead, 0)]);
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

    /// <summary>From the leftmost S suffixes in order at the ends of their buckets to the order of all suffixes.</summary>
    public static void SortAll<T>(ReadOnlySpan<T> text, Span<int> suffixes, int[] sizes, int[] next) where T : unmanaged, IBinaryInteger<T>
    {
        SuffixArray.SetStarts(sizes, next);
        PlaceLast(text, suffixes, next);
        fixed (T* symbols = text)
        fixed (int* order = suffixes, free = next)
        {
            for (var i = 0; i < suffixes.Length; i++)
            {
                Prefetch.Around(symbols, order[Math.Min(i + Ahead, suffixes.Length - 1)]);
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
                Prefetch.Around(symbols, order[Math.Max(i - Ahead, 0)]);
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

    /// <summary>The last suffix follows from the end of the text, which is smaller than every symbol.</summary>
    private static void PlaceLast<T>(ReadOnlySpan<T> text, Span<int> suffixes, int[] next) where T : unmanaged, IBinaryInteger<T>
    {
        var last = text.Length - 1;
        var symbol = int.CreateTruncating(text[last]);
        suffixes[next[symbol]++] = int.CreateTruncating(text[last - 1]) < symbol ? ~last : last;
    }
}
