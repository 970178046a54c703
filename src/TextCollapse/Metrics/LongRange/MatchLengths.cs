using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.LongRange;

/// <summary>
/// Entropy rate from match lengths (Kontoyiannis et al. 1998, increasing window; Gao, Kontoyiannis and Bienenstock 2008): Λᵢ is one more than the
/// longest match of the text from i on with text that begins before i. Over several documents the text before i includes the earlier ones, and
/// no match crosses the border of a document.
/// </summary>
public sealed class MatchLengths
{
    private MatchLengths(int[] lengths)
    {
        Lengths = lengths;
        var (ratios, means) = (0.0, 0.0);
        for (var i = 1; i < lengths.Length; i++)
        {
            var bits = Math.Log2(i + 1);
            ratios += bits / lengths[i];
            means += lengths[i] / bits;
        }
        const string Short = "the text has fewer than two characters";
        MeanOfRatios = Measurement.Ratio(ratios, lengths.Length - 1, Short);
        RatioOfMeans = Measurement.Ratio(lengths.Length - 1, means, Short);
        if (lengths.Length == 0)
            MeanOfRatios = RatioOfMeans = Measurement.Undefined(Short);
    }

    /// <summary>Λᵢ of every character.</summary>
    public IReadOnlyList<int> Lengths { get; }

    /// <summary>Bits per character as the mean of log₂(i + 1)/Λᵢ over i ≥ 1 (counted from 0).</summary>
    public Measurement MeanOfRatios { get; }

    /// <summary>Bits per character as the inverse of the mean of Λᵢ/log₂(i + 1): less biased on short texts.</summary>
    public Measurement RatioOfMeans { get; }

    /// <summary>Match lengths of documents; a match may run on past i into itself. Linear time.</summary>
    public static MatchLengths Of(IReadOnlyList<Document> documents) => Of(Repeats.Of(documents));

    internal static MatchLengths Of(Repeats repeats)
    {
        var matches = repeats.LongestPreviousMatches();
        var lengths = GC.AllocateUninitializedArray<int>(repeats.Text.Characters);
        int at = 0, start = 0;
        foreach (var end in repeats.Text.Ends)
        {
            for (var i = start; i < end; i++)
                lengths[at++] = matches[i] + 1;
            start = end + 1;
        }
        return new MatchLengths(lengths);
    }

    /// <summary>Match lengths where the earlier occurrence must end before i. Linear time (an online suffix automaton), several times slower.</summary>
    public static MatchLengths WithoutOverlap(ReadOnlySpan<ushort> text) => new(PastMatches.Of(text));
}
