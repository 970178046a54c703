using TextCollapse.Corpora;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Metrics.Detection;

/// <summary>
/// How well a detector distinguishes real from generated documents that it was not trained on (classifier two-sample test, Lopez-Paz and
/// Oquab 2017). Documents are paired, and both of a pair are cut to the length of the shorter one. Cross-validation holds out whole pairs,
/// so that every document is scored once by a detector that was trained without it, on balanced classes.
/// </summary>
/// <param name="Pairs">The number of pairs of documents.</param>
/// <param name="Auc">
/// Area under the ROC curve of the held-out scores: ½ if the texts are indistinguishable, 1 if they are perfectly separable.
/// </param>
/// <param name="Lower">Lower end of its 95 % interval.</param>
/// <param name="Upper">Upper end.</param>
/// <param name="Answers">The exact test of correct answers against chance. Folds share training documents, so p is approximate.</param>
public sealed record DetectorTest(int Pairs, Measurement Auc, Measurement Lower, Measurement Upper, TwoSampleClassifierTest Answers)
{
    private static readonly ColumnCondition WithDetector = new("a detector: metrics.detector", arm => arm.HasDetector);

    private static readonly MetricColumn AucColumn = new("detector_auc", "0 to 1", CollapseDirection.Raises,
        "How well can a detector distinguish generated documents from held-out real ones? ½: not at all.",
        "area under the ROC curve of the scores of documents that it was not trained on; pairs of documents cut to equal length, five "
            + "folds", "Mann and Whitney 1947")
    { Label = "detectability", When = WithDetector };

    private static readonly MetricColumn LowerColumn = AucColumn with
    {
        Id = "detector_auc_lower",
        Question = "What is the lower end of its 95 % interval?",
        Formula = "lower end of the confidence interval of the area",
        Source = "Newcombe 2006",
        Label = "detectability, lower end",
        IsTested = false,
    };

    private static readonly MetricColumn UpperColumn = LowerColumn with
    {
        Id = "detector_auc_upper",
        Question = "What is the upper end of its 95 % interval?",
        Formula = "upper end of the confidence interval of the area",
        Label = "detectability, upper end",
    };

    private static readonly MetricColumn PColumn = new("detector_p", "probability", CollapseDirection.Lowers,
        "Could its correct answers be chance?",
        "exact binomial test of the correct answers against ½", "Lopez-Paz and Oquab 2017")
    { Label = "detector test p", When = WithDetector, IsTested = false };

    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<MetricColumn> Declared { get; } = [AucColumn, LowerColumn, UpperColumn, PColumn];

    /// <summary>The values of <see cref="Declared"/>.</summary>
    public IReadOnlyList<KeyValuePair<string, Measurement>> Columns
        => [AucColumn.Is(Auc), LowerColumn.Is(Lower), UpperColumn.Is(Upper), PColumn.Is(Answers.ExactP)];

    /// <summary>Tests with the first documents of both kinds, equally many of each.</summary>
    /// <param name="detector">The detector.</param>
    /// <param name="real">Real documents that no model was trained on.</param>
    /// <param name="written">Generated documents over the same alphabet.</param>
    /// <param name="folds">The number of folds; pair i is held out in fold i mod folds.</param>
    public static DetectorTest Of(IDetector detector, IReadOnlyList<Document> real, IReadOnlyList<Document> written, int folds = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var pairs = Matched(real, written);
        if (pairs.Count < 2)
        {
            var undefined = Measurement.Undefined("there are fewer than two documents of each kind");
            return new(pairs.Count, undefined, undefined, undefined, TwoSampleClassifierTest.Of(0, 0));
        }
        var (realScores, writtenScores) = (new double[pairs.Count], new double[pairs.Count]);
        folds = Math.Min(folds, pairs.Count);
        for (var fold = 0; fold < folds; fold++)
        {
            int[] held = [.. Enumerable.Range(0, pairs.Count).Where(i => i % folds == fold)];
            int[] kept = [.. Enumerable.Range(0, pairs.Count).Where(i => i % folds != fold)];
            var fitted = detector.Fit([.. kept.Select(i => pairs[i].Real)], [.. kept.Select(i => pairs[i].Generated)]);
            Put(fitted.Score([.. held.Select(i => pairs[i].Real)]), realScores);
            Put(fitted.Score([.. held.Select(i => pairs[i].Generated)]), writtenScores);

            void Put(double[] scores, double[] all)
            {
                for (var i = 0; i < held.Length; i++)
                    all[held[i]] = scores[i];
            }
        }
        var auc = AreaUnderRoc.Of(writtenScores, realScores);
        var (lower, upper) = AreaUnderRoc.Interval(auc, pairs.Count, pairs.Count);
        var right = writtenScores.Count(score => score > 0) + realScores.Count(score => score <= 0);
        return new(pairs.Count, auc, lower, upper, TwoSampleClassifierTest.Of(right, 2 * pairs.Count));
    }

    private static List<(Document Real, Document Generated)> Matched(IReadOnlyList<Document> real, IReadOnlyList<Document> written)
    {
        var pairs = new List<(Document, Document)>();
        for (var i = 0; i < Math.Min(real.Count, written.Count); i++)
            if (Math.Min(real[i].Length, written[i].Length) is > 0 and var length)
                pairs.Add((real[i] with { Symbols = real[i].Symbols[..length] },
                    written[i] with { Symbols = written[i].Symbols[..length] }));
        return pairs;
    }
}
