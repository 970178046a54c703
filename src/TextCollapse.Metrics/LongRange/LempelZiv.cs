using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.LongRange;

/// <summary>The two parsings of Lempel and Ziv as measures of complexity.</summary>
internal static class LempelZiv
{
    /// <summary>
    /// Ends of the phrases of Lempel and Ziv 1976 (exhaustive history, Kaspar and Schuster 1987): a phrase is the shortest prefix of the
    /// rest that does not occur earlier, including overlaps with itself; the last phrase may occur earlier. Linear time.
    /// </summary>
    public static IReadOnlyList<int> Parse76(ReadOnlyMemory<ushort> text)
    {
        var matches = Repeats.Of([new Document(text, default)]).LongestPreviousMatches();
        var ends = new List<int>();
        for (var at = 0; at < text.Length; ends.Add(at))
            at = Math.Min(text.Length, at + matches[at] + 1);
        return ends;
    }

    /// <summary>
    /// Ends of the phrases of Ziv and Lempel 1978: a phrase is the shortest prefix of the rest that is not a phrase yet; the last one may
    /// be incomplete.
    /// </summary>
    public static IReadOnlyList<int> Parse78(ReadOnlySpan<ushort> text)
    {
        var children = new Dictionary<long, int>();
        var ends = new List<int>();
        var node = 0;
        for (var i = 0; i < text.Length; i++)
            if (children.TryGetValue(((long)node << 16) | text[i], out var child))
                node = child;
            else
            {
                children.Add(((long)node << 16) | text[i], children.Count + 1);
                ends.Add(i + 1);
                node = 0;
            }
        if (node != 0)
            ends.Add(text.Length);
        return ends;
    }

    /// <summary>LZ76 complexity normalised by its growth for random bits, c·log₂(n)/n; undefined for an empty text.</summary>
    public static Measurement Normalised76(int phrases, int length) =>
        Measurement.Ratio(phrases * Math.Log2(length), length, "the text is empty");

    /// <summary>Entropy rate in bits per symbol from the phrases of LZ78, c·log₂(c)/n; undefined for an empty text.</summary>
    public static Measurement Rate78(int phrases, int length) =>
        Measurement.Ratio(phrases == 0 ? 0 : phrases * Math.Log2(phrases), length, "the text is empty");
}
