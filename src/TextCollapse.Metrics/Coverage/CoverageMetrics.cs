using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Detection;
using static TextCollapse.Metrics.CollapseDirection;

namespace TextCollapse.Metrics.Coverage;

/// <summary>Comparisons of the n-grams of a text with those of a reference of equal size.</summary>
public static class CoverageMetrics
{
    private static readonly int[] Orders = [.. Enumerable.Range(1, NgramSpectra.Orders)];
    private static readonly int[] Bands = [1, 2, 4, 8, 16];

    /// <summary>The share of the reference's 5-grams of a frequency class that still occur in the text.</summary>
    public static MetricColumn Retention { get; } = Define("retention_{n}", "share", Lowers,
        "What share of the reference's 5-grams that occur {n} times or more, below twice that, is retained? The tail disappears first.",
        "support recall of 5-grams that occur n to 2n − 1 times in the reference (16: 16 times or more)",
        "Shumailov et al. 2024 (loss of tails)")
        with
    { Orders = Bands, Label = "retention of 5-grams seen {n} times or more" };

    /// <summary>Jensen–Shannon divergence between the n-gram distributions, in nats.</summary>
    public static MetricColumn JensenShannon { get; } = Define("jensen_shannon_{n}", "nats", Raises,
        "How far is the text's distribution of n-grams from the reference's?",
        "½KL(p‖m) + ½KL(q‖m), m = (p + q)/2; at most ln 2", "Lin 1991") with
    { Label = "Jensen–Shannon divergence of {n}-grams" };

    /// <summary>Recall of the precision–recall curve of distributions (F8; Sajjadi et al. 2018).</summary>
    public static MetricColumn PrdRecall { get; } = Define("prd_recall_{n}", "0 to 1", Lowers,
        "Does the text cover the reference? Low with high precision is mode collapse.",
        "largest F₈ on the precision–recall curve of n-gram distributions", "Sajjadi et al. 2018") with
    { Label = "PRD recall of {n}-grams" };

    /// <summary>Precision of the precision–recall curve of distributions (F1/8; Sajjadi et al. 2018).</summary>
    public static MetricColumn PrdPrecision { get; } = Define("prd_precision_{n}", "0 to 1", Either,
        "Does the text stay within the reference? Low is noise.",
        "largest F₁⁄₈ on the same curve", "Sajjadi et al. 2018") with
    { Label = "PRD precision of {n}-grams" };

    /// <summary>The metrics, in order.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        Of("mass_recall_{n}", "share", Lowers, "How much of the reference's probability mass does the text cover?",
            "reference probability of the n-grams that occur in the text", "Sajjadi et al. 2018", joint => Divergence(joint).MassRecall),
        Of("mass_precision_{n}", "share", Either, "How much of the text's probability mass does the reference cover?",
            "text probability of the n-grams that occur in the reference", "Sajjadi et al. 2018", joint => Divergence(joint).MassPrecision),
        Of("support_recall_{n}", "share", Lowers, "What share of the reference's n-grams occurs in the text?",
            "types in both / types of the reference", "own", joint => joint.SupportRecall()),
        new(Retention, (subject, fewest) => Retained(subject.Joint, fewest)) { NeedsReference = true },
        Of(JensenShannon, joint => Divergence(joint).JensenShannon),
        Of("total_variation_{n}", "share", Raises, "What share of the probability mass differs?", "½ Σ |p − q|", "textbook",
            joint => Divergence(joint).TotalVariation),
        Of(PrdRecall, joint => PrecisionRecallCurve.Of(joint).F8),
        Of(PrdPrecision, joint => PrecisionRecallCurve.Of(joint).F8th),
        Of("mauve_{n}", "0 to 1", Lowers, "How similar are both distributions?",
            "area under the frontier of exp(−5·KL) of the n-gram histograms themselves", "Pillutla et al. 2021",
            joint => MauveHistogram.Score(joint.ReferenceCounts, joint.TextCounts), [1, 2, 3]),
        Neighbours("knn_precision", Either, "What share of documents lies within the reference's distribution? Low is noise.",
            "documents in the ball of some document of the reference", "Kynkäänniemi et al. 2019", neighbours => neighbours.Precision),
        Neighbours("knn_recall", Lowers,
            "What share of the reference's documents lies within the text's distribution? Low with high precision is mode collapse.",
            "documents of the reference in the ball of some document", "Kynkäänniemi et al. 2019", neighbours => neighbours.Recall),
        Neighbours("knn_density", Either, "How dense is the text where the reference is?",
            "mean of the reference's balls that contain a document, each divided by the others in it (k; more on ties); may exceed 1",
            "Naeem et al. 2020",
            neighbours => neighbours.DensityOfTies),
        Neighbours("knn_coverage", Lowers, "What share of the reference's documents has a document of the text nearby?",
            "documents of the reference whose ball contains a document", "Naeem et al. 2020", neighbours => neighbours.Coverage),
        Classified("c2st_auc", "0 to 1", "How well can a classifier tell it from the reference? ½: not at all.",
            "area under the ROC curve of the scores of documents that it was not trained on", "Mann and Whitney 1947", test => test.Auc),
        Classified("c2st_accuracy", "share", "How many documents does it classify correctly?",
            "correct classifications of documents that it was not trained on / documents", "Lopez-Paz and Oquab 2017", test =>
            test.Answers.Accuracy),
    ];

    /// <summary>Closed balls to the 5th neighbour, over documents as counts of characters and bigrams.</summary>
    private static Metric Neighbours(string id, CollapseDirection direction, string question, string definition, string source,
        Func<NearestNeighbourCoverage, Measurement> value)
        => new(Define(id, id == "knn_density" ? "ratio" : "share", direction, question,
            $"{definition}; documents cut to the length of the shortest tenth, which is left out, as counts of characters and bigrams "
                + $"scaled to length 1; balls to the 5th neighbour, closed", source) with
        {
            Cost = "slow (measure --all): compares all pairs of at most 400 documents on either side",
            Validity = "at least six documents on both sides, a few hundred for a reliable value; equally many of both",
            Interval = IntervalKind.None,
            Orders = [],
        }, (subject, _) => value(DocumentNeighbours.Of(subject.Reference!.Documents, subject.Documents)))
        { NeedsReference = true, Slow = true };

    /// <summary>Logistic regression on character n-grams, five folds over pairs of documents cut to equal length.</summary>
    private static Metric Classified(string id, string unit, string question, string definition, string source, Func<DetectorTest,
        Measurement> value)
        => new(Define(id, unit, Raises, question,
            $"{definition}; logistic regression on character n-grams, pairs of documents cut to equal length, five folds", source) with
        {
            Cost = "slow (measure --all): trains five times",
            Validity = "a few dozen documents on both sides; shows that texts differ, not how",
            Interval = IntervalKind.None,
            Orders = [],
        }, (subject, _) => value(DetectorTest.Of(new LogisticDetector(), subject.Reference!.Documents, subject.Documents)))
        { NeedsReference = true, Slow = true };

    private static MetricColumn Define(string id, string unit, CollapseDirection direction, string question, string definition,
        string source)
        => new(id, unit, direction, question, definition, source)
        {
            Group = MetricGroup.Coverage,
            Cost = "two sorts of packed keys, linear; needs a reference",
            Validity = "compare at equal size: text and reference are cut to the same length",
            Interval = IntervalKind.HalfSampling,
            Orders = Orders,
            DependsOnSize = true,
        };

    private static Metric Of(string id, string unit, CollapseDirection direction, string question, string definition, string source,
        Func<JointSpectrum, Measurement> value, int[]? orders = null)
        => Of(Define(id, unit, direction, question, definition, source) with { Orders = orders ?? Orders }, value);

    private static Metric Of(MetricColumn column, Func<JointSpectrum, Measurement> value)
        => new(column, (subject, order) => value(subject.Joint[order])) { NeedsReference = true };

    /// <summary><c>retention_1</c> to <c>retention_16</c>.</summary>
    public static IEnumerable<KeyValuePair<string, Measurement>> RetentionOf(JointSpectra joint)
        => Bands.Select(fewest => Retention.At(fewest).Is(Retained(joint, fewest)));

    private static Measurement Retained(JointSpectra joint, int fewest)
        => joint[5].SupportRecall(fewest, fewest == Bands[^1] ? long.MaxValue : 2 * fewest - 1);

    private static NgramDivergence Divergence(JointSpectrum joint) => NgramDivergence.Between(joint.ReferenceCounts, joint.TextCounts);
}
