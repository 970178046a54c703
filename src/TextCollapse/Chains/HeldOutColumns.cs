using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Coverage;
using TextCollapse.Metrics.Diversity;

namespace TextCollapse.Chains;

/// <summary>What a text shows beside held-out real text: the columns whose noise floor is measured on real text.</summary>
internal static class HeldOutColumns
{
    /// <summary>Of the joint spectra of the held-out text and a written one: their 4-grams and their 5-grams.</summary>
    public static IReadOnlyList<KeyValuePair<string, Measurement>> Of(JointSpectrum fours, JointSpectrum fives)
    {
        var curve = PrecisionRecallCurve.Of(fours);
        return
        [
            new("jensen_shannon_held_out_4", NgramDivergence.Between(fours.ReferenceCounts, fours.TextCounts).JensenShannon),
            new("prd_recall_held_out_4", curve.F8),
            new("prd_precision_held_out_4", curve.F8th),
            new("hapax_retention_held_out_5", fives.SupportRecall(1, 1)),
        ];
    }

    /// <summary>Those and what diversity is read from, of the text's own spectrum.</summary>
    public static IReadOnlyList<KeyValuePair<string, Measurement>> WithDiversity(JointSpectrum fours, JointSpectrum fives)
    {
        var own = FrequencySpectrum.OfClasses(fours.Classes.Select(one => (one.Text, one.Types)));
        return [.. Of(fours, fives), new("hill_1_4", HillNumbers.OfOrder(own, 1)), new("hill_2_4", HillNumbers.OfOrder(own, 2)), new("distinct_4", own.TypeTokenRatio)];
    }
}
