using System.Text;
using TextCollapse.Metrics.Diversity;
using TextCollapse.Metrics.Loops;
using static TextCollapse.Metrics.CollapseDirection;

namespace TextCollapse.Metrics.Compatibility;

/// <summary>Metrics that other tools report: on characters they are redundant, misleading, or both.</summary>
internal static class CompatibilityMetrics
{
    private const int MostCompared = 100;
    private const int Window = 50;

    public static IReadOnlyList<Metric> All { get; } =
    [
        Of("self_bleu_4", "0 to 1", Raises, "How much do documents resemble each other? Rises with the number of documents alone.",
            "mean BLEU-4 of each document against all others, exact, smoothing .1", "Zhu et al. 2018 (Texygen)",
            subject => SelfBleu.Mean(subject.Documents, 4, subject.Threads)),
        OfWords("self_repetition", "nats", Raises, "How many documents share a document's word 4-grams?",
            "mean of ln(1 + Σ other documents with each 4-gram)", "Salkar et al. 2022",
            subject => subject.Words.Any(words => words.Length >= 4) ? SelfRepetition.Of([.. subject.Text.Strings.Select(Words.Split)])
                : Measurement.Undefined("no document has 4 words")),
        Of("homogenization_rouge_l", "0 to 1", Raises, "How much do pairs of documents have in common?",
            $"mean ROUGE-L F1 over pairs of at most {MostCompared} documents, spread evenly; words are runs of a–z and 0–9, so it is "
                + "undefined if more than a tenth of the letters are others", "Padmakumar and He 2024",
            subject => Homogenization.RougeL(subject.Spread(MostCompared))) with { Note = Sampled },
        Of("vendi", "effective documents", Lowers, "What is the effective number of different documents?",
            $"exp of the entropy of the eigenvalues of their n-gram similarities, at most {MostCompared} documents",
            "Friedman and Dieng 2023",
            subject => subject.Documents.Count == 0 ? Measurement.Undefined("there is no document")
                : VendiScore.OfTexts(subject.Spread(MostCompared), 1)) with { Note = Sampled },
        Of("compression_ratio", "ratio", Raises, "How well does gzip compress it? Does not detect repeats more than 32 KiB apart.",
            "bytes / bytes after gzip at its highest level, once, documents joined by a line feed", "Shaib et al. 2024",
            subject => CompressionRatio.Gzip(Bytes(subject))),
        Of("compression_ratio_brotli", "ratio", Raises, "How well does one with a larger window?", "the same with Brotli", "own",
            subject => CompressionRatio.Brotli(Bytes(subject))),
        OfWords("ngram_diversity_sum", "0 to 4", Lowers, "What does the diversity package report as n-gram diversity?",
            "Σ over n = 1…4 of word types/n-grams, documents joined, unrounded", "Shaib et al. 2024",
            subject => NgramColumns.DiversitySum(subject.Text.Strings)),
        Of("unique_gram_2", "types per document", Lowers, "What does Texygen report as UniqueGram?", "character bigram types / documents",
            "Zhu et al. 2018", subject => NgramColumns.UniqueGram(subject.Spectra[2], subject.Documents.Count)),
        Of("hapax_ratio_4", "share", Lowers, "What does the degen code report as distinct-4?", "4-gram types that occur once / 4-grams",
            "Holtzman et al. 2020", subject => NgramColumns.HapaxRatio(subject.Spectra[4])),
        OfWords("gopher_top_2", "ratio", Raises, "How much of a document is its most frequent word bigram?",
            "mean over documents of its characters · count / characters; overlapping occurrences count, so it may exceed 1",
            "Rae et al. 2021", subject => Gopher(subject, one => one.Top(2))),
        OfWords("gopher_dup_5", "share of characters", Raises, "How much of a document is repeated word 5-grams?", "mean over documents",
            "Rae et al. 2021", subject => Gopher(subject, one => one.Duplicated(5))),
        Of("simctg_diversity", "0 to 1", Lowers, "What do contrastive-search papers report as diversity?",
            "Π over n = 2, 3, 4 of 1 − rep-n, on characters", "Su et al. 2022", subject => RepetitionRates.Diversity(subject.Documents)),
        OfWords("ttr_words", "share", Lowers, "What share of the words is new?", "word types / words", "Templin 1957", subject =>
            LexicalRichness.Of(subject.WordSpectrum).TypeTokenRatio),
        OfWords("yule_k_words", "10⁴ · probability", Raises, "How often are two words the same?", "10⁴(Σ i²V(i)/N² − 1/N)", "Yule 1944",
            subject => LexicalRichness.Of(subject.WordSpectrum).YuleK),
        OfWords("mattr_words", "share", Lowers, "What share of 50 consecutive words is distinct?",
            "mean type–token ratio of all windows of 50 words", "Covington and McFall 2010", subject =>
            MovingTypeTokenRatio.Moving(WordSequence(subject), Window)),
        OfWords("msttr_words", "share", Lowers, "The same for non-overlapping segments?",
            "mean type–token ratio of full segments of 50 words, the last full one included", "Johnson 1944", subject =>
            MovingTypeTokenRatio.Segments(WordSequence(subject), Window)),
        OfWords("mtld_words", "words", Lowers, "How many words until they repeat?",
            "mean length of stretches with a type–token ratio above .72",
            "McCarthy and Jarvis 2010", subject => Mtld.AnyLength(WordSequence(subject))),
        OfWords("hdd_words", "0 to 1", Lowers, "What share of 42 drawn words is distinct?", "expected type–token ratio of 42 words",
            "McCarthy and Jarvis 2007", subject => HypergeometricDiversity.Of(subject.WordSpectrum)),
        OfWords("vocd_words", "D", Lowers, "What does vocd estimate by sampling?",
            "the D whose curve has hdd_words at 42 words, 42t²/(2(1 − t)): deterministic, without sampling",
            "Malvern and Richards 1997; McCarthy and Jarvis 2007",
            subject => HypergeometricDiversity.Repeated(subject.WordSpectrum) is { IsDefined: true } repeated
                ? VocdCurve.Diversity(HypergeometricDiversity.Draws, repeated.Value)
                : HypergeometricDiversity.Of(subject.WordSpectrum)),
        OfWords("zipf_words", "slope", Raises, "How steep is the rank–frequency line? Hardly informative on characters.",
            "least-squares slope of ln frequency on ln rank, first 5,000 ranks", "Holtzman et al. 2020", subject =>
            ZipfCoefficient.Of(subject.WordSpectrum).Coefficient),
    ];

    private static Metric Of(string id, string unit, CollapseDirection direction, string question, string definition, string source,
        Func<MeasurementContext, Measurement> value)
        => new(new(id, unit, direction, question, definition, source)
        {
            Group = MetricGroup.Compatibility,
            Cost = "linear in the text",
            Validity = "depends on the amount of text: compare at equal size",
            Interval = IntervalKind.HalfSampling,
            DependsOnSize = true,
        }, (subject, _) => value(subject));

    /// <summary>A metric of words; undefined if the text has none.</summary>
    private static Metric OfWords(string id, string unit, CollapseDirection direction, string question, string definition, string source,
        Func<MeasurementContext, Measurement> value)
        => Of(id, unit, direction, question, $"{definition}; {Words.Definition}", source,
            subject => subject.WithoutWords is { } reason ? Measurement.Undefined(reason) : value(subject));

    private static byte[] Bytes(MeasurementContext subject) => Encoding.UTF8.GetBytes(string.Join('\n', subject.Text.Strings));

    private static int[] WordSequence(MeasurementContext subject) => [.. subject.Words.SelectMany(words => words)];

    private static Measurement Gopher(MeasurementContext subject, Func<GopherRepetition, Measurement> share)
    {
        var values = subject.Text.Strings.Select(text => share(new GopherRepetition(text))).Where(value => value.IsDefined).ToList();
        return Measurement.Ratio(values.Sum(value => value.Value), values.Count, "no document has enough words");
    }

    private static string Sampled(MeasurementContext subject) =>
        subject.Documents.Count > MostCompared ? $"of {MostCompared} documents spread evenly over {subject.Documents.Count}" : "";
}
