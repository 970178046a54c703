using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.LongRange;

/// <summary>
/// Entropy rate from match lengths (Kontoyiannis et al. 1998, increasing window; Gao, Kontoyiannis and Bienenstock 2008): Λᵢ is one more
/// than the longest match of the text from i on with text that begins before i. Over several documents the text before i includes the
/// earlier ones, and no match crosses a document boundary.
/// </summary>
public sealed class MatchLengths
{
    private const int Shard = 1 << 18;

    /// <summary>
    /// The sums are taken over shards of a fixed size, added in order, so values do not depend on <paramref name="threads"/>.
    /// </summary>
    private MatchLengths(ArraySegment<int> lengths, int threads = 1)
    {
        Lengths = lengths;
        var sums = new (double Ratios, double Means)[(lengths.Count + Shard - 1) / Shard];
        Parallel.For(0, sums.Length, new() { MaxDegreeOfParallelism = threads }, shard =>
        {
            var (ratios, means) = (0.0, 0.0);
            var own = lengths.AsSpan();
            for (var i = Math.Max(1, shard * Shard); i < Math.Min(own.Length, (shard + 1L) * Shard); i++)
            {
                var bits = Math.Log2(i + 1);
                ratios += bits / own[i];
                means += own[i] / bits;
            }
            sums[shard] = (ratios, means);
        });
        const string Short = "the text has fewer than two characters";
        MeanOfRatios = lengths.Count < 2 ? Measurement.Undefined(Short) : sums.Sum(sum => sum.Ratios) / (lengths.Count - 1);
        RatioOfMeans = lengths.Count < 2 ? Measurement.Undefined(Short) : (lengths.Count - 1) / sums.Sum(sum => sum.Means);
    }

    /// <summary>Λᵢ of every character.</summary>
    public IReadOnlyList<int> Lengths { get; }

    /// <summary>Bits per character as the mean of log₂(i + 1)/Λᵢ over i ≥ 1 (counted from 0).</summary>
    public Measurement MeanOfRatios { get; }

    /// <summary>Bits per character as the inverse of the mean of Λᵢ/log₂(i + 1): less biased on short texts.</summary>
    public Measurement RatioOfMeans { get; }

    /// <summary>Match lengths of documents; a match may extend past i and overlap itself. Linear time.</summary>
    public static MatchLengths Of(IReadOnlyList<Document> documents) => Of(Repeats.Of(documents));

    internal static MatchLengths Of(Repeats repeats, int threads = 1)
    {
        var matches = repeats.LongestPreviousMatches();
        int at = 0, start = 0;
        foreach (var end in repeats.Text.Ends)
        {
            for (var i = start; i < end; i++)
                matches[at++] = matches[i] + 1;
            start = end + 1;
        }
        return new MatchLengths(new(matches, 0, at), threads);
    }

    /// <summary>
    /// Match lengths if the earlier occurrence must end before i. Linear time (an online suffix automaton), several times slower.
    /// </summary>
    public static MatchLengths WithoutOverlap(ReadOnlySpan<ushort> text) => new(PastMatches.Of(text));
}
