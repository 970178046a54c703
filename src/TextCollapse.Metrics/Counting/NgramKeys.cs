using TextCollapse.Arrays;
using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Counting;

/// <summary>
/// n-grams of any length as 64-bit keys: polynomial rolling hashes (Karp and Rabin 1987). Among ten million different n-grams, two share a
/// key with a probability of about 3·10⁻⁶ (birthday bound). No n-gram crosses a document boundary.
/// </summary>
internal static class NgramKeys
{
    private const ulong Base = 0x9E37_79B9_7F4A_7C15;

    /// <summary>
    /// The keys of all n-grams of one document in order; fills and returns a part of <paramref name="room"/>, which is as long as the
    /// document.
    /// </summary>
    public static Span<ulong> Of(ReadOnlySpan<ushort> symbols, int order, Span<ulong> room)
    {
        if (symbols.Length < order)
            return [];
        ulong key = 0, leaving = 1;
        for (var i = 0; i < order; i++)
            (key, leaving) = (key * Base + symbols[i] + 1, leaving * Base);
        room[0] = key;
        for (var i = order; i < symbols.Length; i++)
            room[i - order + 1] = key = key * Base + symbols[i] + 1 - leaving * (symbols[i - order] + 1UL);
        return room[..(symbols.Length - order + 1)];
    }

    /// <summary>The keys of all n-grams of some documents, sorted.</summary>
    public static ulong[] Sorted(IReadOnlyCollection<Document> documents, int order)
    {
        var keys = new ulong[documents.Sum(document => (long)Math.Max(0, document.Length - order + 1))];
        var room = new ulong[documents.Select(document => document.Length).DefaultIfEmpty().Max()];
        var at = 0;
        foreach (var document in documents)
        {
            var own = Of(document.Symbols.Span, order, room);
            own.CopyTo(keys.AsSpan(at));
            at += own.Length;
        }
        new KeySort().Sort(keys, 56);
        return keys;
    }

    /// <summary>Sorted keys without duplicates.</summary>
    public static ulong[] Distinct(ulong[] sorted)
    {
        var distinct = new ulong[sorted.Length];
        var types = 0;
        for (var i = 0; i < sorted.Length; i++)
            if (i == 0 || sorted[i] != sorted[i - 1])
                distinct[types++] = sorted[i];
        return distinct[..types];
    }

    /// <summary>The union of two sorted sets.</summary>
    public static ulong[] Union(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other)
    {
        var union = new ulong[one.Length + other.Length];
        int i = 0, j = 0, types = 0;
        while (i < one.Length || j < other.Length)
        {
            var next = j == other.Length || i < one.Length && one[i] <= other[j] ? one[i] : other[j];
            i += i < one.Length && one[i] == next ? 1 : 0;
            j += j < other.Length && other[j] == next ? 1 : 0;
            union[types++] = next;
        }
        return union[..types];
    }

    /// <summary>Marks the elements of <paramref name="sorted"/> that occur in <paramref name="others"/>, both sorted.</summary>
    public static void Mark(ReadOnlySpan<ulong> sorted, ReadOnlySpan<ulong> others, Span<bool> marks)
    {
        if (others.Length / 16 > sorted.Length)
        {
            MarkFew(sorted, others, marks);
            return;
        }
        for (int i = 0, j = 0; i < sorted.Length && j < others.Length;)
        {
            ulong own = sorted[i], other = others[j];
            marks[i] |= own == other;
            i += own <= other ? 1 : 0;
            j += own > other ? 1 : 0;
        }
    }

    /// <summary>Looks up each element by binary search instead of scanning all the others.</summary>
    private static void MarkFew(ReadOnlySpan<ulong> sorted, ReadOnlySpan<ulong> others, Span<bool> marks)
    {
        for (int i = 0, from = 0; i < sorted.Length; i++)
        {
            var at = others[from..].BinarySearch(sorted[i]);
            marks[i] |= at >= 0;
            from += at >= 0 ? at : ~at;
        }
    }
}
