using TextCollapse.Corpora;
using static TextCollapse.Metrics.CollapseDirection;

namespace TextCollapse.Metrics.Loops;

/// <summary>Loops at the end of documents, repeats within the text, copies from the reference.</summary>
internal static class LoopMetrics
{
    private const long LongestForPatterns = 10_000_000;
    private const string NoDocument = "there is no document";
    private static readonly int[] Lengths = [20, 50, 100];

    public static IReadOnlyList<Metric> All { get; } =
    [
        Ratio("terminal_loop_share", "share of documents", Raises, "How many documents end in a loop?",
            "documents whose last 12 or more characters are 3 or more copies of a period of at most 90", "Holtzman et al. 2020", NoDocument,
            (subject, _) => [.. subject.Documents.Select(document => (Loop(document) is null ? 0.0 : 1.0, 1.0))]),
        Ratio("terminal_loop_characters", "share of characters", Raises, "How much of the text lies in such loops?",
            "characters in those loops / characters", "Holtzman et al. 2020", "the text is empty",
            (subject, _) => [.. subject.Documents.Select(document => ((double)(Loop(document)?.Span ?? 0), (double)document.Length))]),
        Support("longest_repeat", "characters", Raises, "How long is the longest passage that occurs twice?",
            "longest repeated substring, overlaps allowed", "Weiner 1973",
            (subject, _) => subject.Text.Characters == 0 ? Measurement.Undefined("the text is empty")
                : subject.Repeats.Longest().Length, []),
        Support("duplicate_coverage_{n}", "share of characters", Raises,
            "How much of the text lies in passages of n characters that occur twice?",
            "characters in some window of n characters that occurs at least twice / characters", "Lee et al. 2022", (subject, length) =>
                subject.Repeats.CoveredShare(length), Lengths),
        Support("duplicate_documents", "share of documents", Raises, "How many documents are duplicates?",
            "1 − distinct documents/documents, ignoring outer white space", "HF evaluate, text_duplicates",
            (subject, _) => DuplicateDocuments.Share(subject.Text.Strings), []),
        Support("most_repeated_10", "occurrences", Raises, "How often does the most repeated 10-character pattern occur in one document?",
            "maximum over documents; patterns that begin or end with a space, =, - or / are not counted", "flexeval",
            (subject, _) => subject switch
            {
                { Documents.Count: 0 } => Measurement.Undefined(NoDocument),
                { Text.Characters: > LongestForPatterns } =>
                    Measurement.Undefined($"it is computed for at most {LongestForPatterns} characters"),
                _ => subject.Text.Strings.Max(text => MostRepeatedPattern.Of(text).Count),
            }, []),
        Ratio("seq_rep_{n}", "share", Raises, "How much does a document repeat its own n-grams?",
            "1 − types/n-grams of each document, mean over documents", "Welleck et al. 2020", "no document has that many characters",
            (subject, order) => [.. subject.Documents.Where(document => document.Length >= order).Select(document
                => (1 - (double)DocumentNgrams.Types(document.Symbols.Span, order) / (document.Length - order + 1), 1.0))], [1, 2, 3, 4]),
        Ratio("rep_{n}", "share", Raises, "The same, weighted by document length?", "1 − Σ types/Σ n-grams, types per document",
            "Su et al. 2022 (SimCTG)", "no document has that many characters",
            (subject, order) =>
                [.. subject.Documents.Select(document => (document.Length < order ? 0.0
                : document.Length - order + 1 - DocumentNgrams.Types(document.Symbols.Span, order),
                (double)Math.Max(0, document.Length - order + 1)))], [2, 3, 4]),
        Ratio("rep_w", "share", Raises, "How many characters occur among the 16 before them?", "share of such characters", "Fu et al. 2021",
            "the text is empty",
            (subject, _) =>
                [.. subject.Documents.Where(document => document.Length > 0)
                .Select(document => (RepetitionRates.WindowRepetition([document]).Value * document.Length, (double)document.Length))]),
        Ratio("rep_r", "share", Raises, "How many characters belong to a bigram that their document repeats?", "share of such characters",
            "Fu et al. 2021", "the text is empty",
            (subject, _) =>
                [.. subject.Documents.Where(document => document.Length > 0)
                .Select(document => (RepetitionRates.RepeatedBigramShare([document]).Value * document.Length, (double)document.Length))]),
        Copied("longest_copy", "characters", "How long is the longest passage copied from the reference?", "longest common substring",
            (copying, _) => copying.LongestCommonSubstring, []),
        Copied("copied_{n}", "share of characters", "How much of the text lies in passages of n characters that occur in the reference?",
            "characters covered by matches of at least n characters / characters",
            (copying, length) => copying.CopiedShare(length), Lengths),
        Copied("novel_{n}", "share of n-grams", "How many n-grams do not occur in the reference?",
            "n-grams absent from the reference / n-grams, with repetition", (copying, order) => copying.NovelShare(order), [4, 6, 8]),
    ];

    private static (int Period, int Span)? Loop(Document document) => Periodicity.DegenerateLoop(document.Symbols.Span);

    private static Metric Ratio(string id, string unit, CollapseDirection direction, string question, string definition, string source,
        string undefined,
        Func<MeasurementContext, int, IReadOnlyList<(double, double)>> ratio, int[]? orders = null)
        => Metric.OfRatio(Define(id, unit, direction, question, definition, source) with
        {
            Cost = "linear",
            Validity = "compare documents of equal length",
            Interval = IntervalKind.DocumentBootstrap,
            Orders = orders ?? [],
        }, undefined, ratio);

    private static Metric Support(string id, string unit, CollapseDirection direction, string question, string definition, string source,
        Func<MeasurementContext, int, Measurement> value, int[] orders)
        => new(Define(id, unit, direction, question, definition, source) with
        {
            Cost = "one suffix array, linear",
            Validity = "grows with the amount of text: compare at equal size",
            Orders = orders,
            DependsOnSize = true,
        }, value);

    private static Metric Copied(string id, string unit, string question, string definition, Func<Copying, int, Measurement> value,
        int[] orders)
        => new(Define(id, unit, id.StartsWith("novel", StringComparison.Ordinal) ? Lowers : Raises, question, definition,
            "Chang and Lawler 1994; Carlini et al. 2023") with
        {
            Cost = "one suffix array of both, linear; needs a reference",
            Validity = "grows with the reference: hold it constant",
            Orders = orders,
            DependsOnSize = true,
        }, (subject, order) => value(subject.Copying, order))
        { NeedsReference = true };

    private static MetricColumn Define(string id, string unit, CollapseDirection direction, string question, string definition,
        string source)
        => new(id, unit, direction, question, definition, source) { Group = MetricGroup.Loops, Interval = IntervalKind.HalfSampling };
}
