using TextCollapse.Metrics;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Coverage;
using TextCollapse.Metrics.Diversity;

namespace TextCollapse.Experiments.Measuring;

/// <summary>Comparisons of a text with held-out real text: the columns whose noise floor is measured on real text.</summary>
internal static class HeldOutColumns
{
    private const int Order = 4;

    private static readonly MetricColumn JensenShannon = new("jensen_shannon_held_out_4", "nats", CollapseDirection.Raises,
        "How far are its 4-grams from those of real text that no generation was trained on?",
        "jensen_shannon_4 with the held-out text as reference: fair to chains that are trained on new real text", "Lin 1991")
    { Label = "Jensen–Shannon divergence from held-out real text" };

    private static readonly MetricColumn PrdRecall = new("prd_recall_held_out_4", "0 to 1", CollapseDirection.Lowers,
        "Does it cover real text that no generation was trained on?", "prd_recall_4 with the held-out text as reference",
        "Sajjadi et al. 2018")
    { Label = "PRD recall of held-out real text" };

    private static readonly MetricColumn PrdPrecision = new("prd_precision_held_out_4", "0 to 1", CollapseDirection.Either,
        "Does it stay within real text that no generation was trained on?", "prd_precision_4 with the held-out text as reference",
        "Sajjadi et al. 2018")
    { Label = "PRD precision on held-out real text" };

    /// <summary>The share of the rarest n-grams of held-out real text that occur in the generated text.</summary>
    internal static MetricColumn HapaxRetention { get; } = new("hapax_retention_held_out_5", "share", CollapseDirection.Lowers,
        "Are the rarest parts of held-out real text still generated? Fair to chains that are trained on new real text.",
        "5-grams that occur once in the held-out text and occur in the text / all that occur once", "Suresh et al. 2024")
    { Label = "rare 5-grams of held-out real text retained" };

    private static readonly MetricColumn Unseen = new("unseen_held_out_5", "share of 5-grams", CollapseDirection.Raises,
        "How much of the text is in no held-out real text? What is made up raises it, what is repeated may lower it.",
        "occurrences of 5-grams of the text that the held-out text has not / 5-grams of the text", "own")
    { Label = "5-grams absent from held-out real text" };

    private static readonly MetricColumn Hill1 = DiversityMetrics.Hill1.At(Order), Hill2 = DiversityMetrics.Hill2.At(Order),
        Distinct = DiversityMetrics.Distinct.At(Order);

    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<MetricColumn> Declared { get; } = [JensenShannon, PrdRecall, PrdPrecision, HapaxRetention, Unseen];

    /// <summary>Those columns and the diversity columns, in order.</summary>
    public static IReadOnlyList<MetricColumn> DeclaredWithDiversity { get; } = [.. Declared, Hill1, Hill2, Distinct];

    /// <summary>The values from the joint spectra of the held-out text and a generated text: of their 4-grams and 5-grams.</summary>
    public static IReadOnlyList<KeyValuePair<string, Measurement>> Of(JointSpectrum fours, JointSpectrum fives)
    {
        var curve = PrecisionRecallCurve.Of(fours);
        return
        [
            JensenShannon.Is(NgramDivergence.Between(fours.ReferenceCounts, fours.TextCounts).JensenShannon),
            PrdRecall.Is(curve.F8),
            PrdPrecision.Is(curve.F8th),
            HapaxRetention.Is(fives.SupportRecall(1, 1)),
            Unseen.Is(fives.MassOutsideReference),
        ];
    }

    /// <summary>Those values and the diversity columns, which use the text's own spectrum.</summary>
    public static IReadOnlyList<KeyValuePair<string, Measurement>> WithDiversity(JointSpectrum fours, JointSpectrum fives)
    {
        var own = FrequencySpectrum.OfClasses(fours.Classes.Select(one => (one.Text, one.Types)));
        return [.. Of(fours, fives), Hill1.Is(HillNumbers.OfOrder(own, 1)), Hill2.Is(HillNumbers.OfOrder(own, 2)),
            Distinct.Is(own.TypeTokenRatio)];
    }
}
