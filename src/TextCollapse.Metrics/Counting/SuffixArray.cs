using System.Numerics;
using TextCollapse.Arrays;

namespace TextCollapse.Metrics.Counting;

/// <summary>
/// Suffix arrays by induced sorting (Nong, Zhang and Chan 2009, SA-IS): the starts of all suffixes in lexicographic order, where a suffix
/// that is a prefix of another comes first. Linear time; uses four bytes per symbol in addition to the text and the array.
/// </summary>
internal static unsafe class SuffixArray
{
    private const int PrefetchDistance = 32;

    /// <summary>The suffix array of symbols 0 … <paramref name="alphabetSize"/> − 1.</summary>
    public static int[] Of<T>(ReadOnlySpan<T> text, int alphabetSize) where T : unmanaged, IBinaryInteger<T>
    {
        var suffixes = LargeArray.Of<int>(text.Length);
        Sort(text, suffixes, alphabetSize);
        return suffixes;
    }

    private static void Sort<T>(ReadOnlySpan<T> text, Span<int> suffixes, int alphabetSize) where T : unmanaged, IBinaryInteger<T>
    {
        if (text.Length < 2)
        {
            suffixes.Clear();
            return;
        }
        var sizes = new int[alphabetSize];
        foreach (var symbol in text)
            sizes[int.CreateTruncating(symbol)]++;
        var ends = new int[alphabetSize];

        suffixes.Clear();
        SetEnds(sizes, ends);
        var count = PlaceLeftmost(text, suffixes, ends);
        if (count > 1)
        {
            Induced.SortLeftmostSubstrings(text, suffixes, sizes, ends);
            var names = NameLeftmost(text, suffixes, count);
            OrderLeftmost(text, suffixes, count, names);
            SetEnds(sizes, ends);
            PlaceOrdered(text, suffixes, count, ends);
        }
        Induced.SortAll(text, suffixes, sizes, ends);
    }

    internal static void SetEnds(int[] sizes, int[] ends)
    {
        var total = 0;
        for (var symbol = 0; symbol < sizes.Length; symbol++)
            ends[symbol] = total += sizes[symbol];
    }

    internal static void SetStarts(int[] sizes, int[] starts)
    {
        var total = 0;
        for (var symbol = 0; symbol < sizes.Length; symbol++)
            (starts[symbol], total) = (total, total + sizes[symbol]);
    }

    /// <summary>
    /// Puts every leftmost S position (its suffix is smaller than the next one's, the one before it is larger) at the end of its symbol's
    /// bucket.
    /// </summary>
    private static int PlaceLeftmost<T>(ReadOnlySpan<T> text, Span<int> suffixes, int[] ends) where T : unmanaged, IBinaryInteger<T>
    {
        var count = 0;
        var next = int.CreateTruncating(text[^1]);
        for (int i = text.Length - 2, rising = 0; i >= 0; i--)
        {
            var symbol = int.CreateTruncating(text[i]);
            if (symbol < next)
                rising = 1;
            else if (symbol > next)
            {
                if (rising == 1)
                {
                    suffixes[--ends[next]] = i + 1;
                    count++;
                }
                rising = 0;
            }
            next = symbol;
        }
        return count;
    }

    /// <summary>
    /// Replaces the sorted substrings by names: equal substrings have equal names. On return, the first <paramref name="count"/> elements
    /// hold the positions and element count + position / 2 holds the name. Returns the number of names.
    /// </summary>
    private static int NameLeftmost<T>(ReadOnlySpan<T> text, Span<int> suffixes, int count) where T : unmanaged, IBinaryInteger<T>
    {
        var found = 0;
        for (var i = 0; found < count; i++)
            if (suffixes[i] < 0)
                suffixes[found++] = ~suffixes[i];
        var byPosition = suffixes[count..];
        byPosition.Clear();

        // Each substring extends to the next such position, inclusive; the last one extends to the end of the text.
        var end = text.Length;
        var next = int.CreateTruncating(text[^1]);
        for (int i = text.Length - 2, rising = 0; i >= 0; i--)
        {
            var symbol = int.CreateTruncating(text[i]);
            if (symbol < next)
                rising = 1;
            else if (symbol > next)
            {
                if (rising == 1)
                {
                    byPosition[(i + 1) >> 1] = end - i;
                    end = i + 1;
                }
                rising = 0;
            }
            next = symbol;
        }

        int names = 0, before = 0, lengthBefore = 0;
        fixed (T* symbols = text)
        fixed (int* slots = byPosition)
            for (var i = 0; i < count; i++)
            {
                var ahead = suffixes[Math.Min(i + PrefetchDistance, count - 1)];
                Prefetch.At(symbols, ahead);
                Prefetch.At(slots, ahead >> 1);
                var position = suffixes[i];
                var length = slots[position >> 1];
                var equal = length == lengthBefore && position + length <= text.Length && before + length <= text.Length
                    && text.Slice(position, length).SequenceEqual(text.Slice(before, length));
                if (!equal)
                {
                    names++;
                    (before, lengthBefore) = (position, length);
                }
                slots[position >> 1] = names;
            }
        return names;
    }

    /// <summary>Sorts the leftmost S suffixes by the suffix array of their names; on return, the first elements hold the order.</summary>
    private static void OrderLeftmost<T>(ReadOnlySpan<T> text, Span<int> suffixes, int count, int names) where T
        : unmanaged, IBinaryInteger<T>
    {
        if (names == count)
            return;
        var reduced = suffixes[^count..];
        for (int i = suffixes.Length - 1, at = count - 1; i >= count; i--)
            if (suffixes[i] != 0)
                reduced[at--] = suffixes[i] - 1;
        Sort<int>(reduced, suffixes[..count], names);

        var next = int.CreateTruncating(text[^1]);
        for (int i = text.Length - 2, rising = 0, at = count - 1; i >= 0; i--)
        {
            var symbol = int.CreateTruncating(text[i]);
            if (symbol < next)
                rising = 1;
            else if (symbol > next)
            {
                if (rising == 1)
                    reduced[at--] = i + 1;
                rising = 0;
            }
            next = symbol;
        }
        fixed (int* position = reduced, order = suffixes)
            for (var i = 0; i < count; i++)
            {
                Prefetch.At(position, order[Math.Min(i + PrefetchDistance, count - 1)]);
                order[i] = position[order[i]];
            }
    }

    /// <summary>Moves the ordered leftmost S positions from the front to the ends of their buckets; everything else becomes 0.</summary>
    private static void PlaceOrdered<T>(ReadOnlySpan<T> text, Span<int> suffixes, int count, int[] ends) where T
        : unmanaged, IBinaryInteger<T>
    {
        suffixes[count..].Clear();
        fixed (T* symbols = text)
            for (var i = count - 1; i >= 0; i--)
            {
                Prefetch.At(symbols, suffixes[Math.Max(i - PrefetchDistance, 0)]);
                var position = suffixes[i];
                suffixes[i] = 0;
                suffixes[--ends[int.CreateTruncating(symbols[position])]] = position;
            }
    }
}
