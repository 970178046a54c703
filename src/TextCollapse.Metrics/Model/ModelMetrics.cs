
using static TextCollapse.Metrics.CollapseDirection;
using static TextCollapse.Metrics.IntervalKind;

namespace TextCollapse.Metrics.Model;

/// <summary>Metrics from a model's predictions of the text and of the reference.</summary>
internal static class ModelMetrics
{
    private const string Scoring = "one scoring of the text; needs a model";
    private const string AnySize = "any size; undefined if more than a tenth of the text is outside the model's alphabet";

    public static IReadOnlyList<Metric> All { get; } =
    [
        Metric.OfRatio(Define("bpc", "bits per character", Lowers, "How well does the model predict the text?",
            "Σ NLL over the characters with a probability above zero / (their number · ln 2)", "Shannon 1951",
                IntervalKind.DocumentBootstrap),
            TextLikelihood.Empty, (subject, _) => Bits(subject.View.Likelihood)) with { NeedsModel = true, Note = Outside },
        Document("bpc_document_05", 0.05),
        Document("bpc_document_50", 0.5),
        Document("bpc_document_95", 0.95),
        Of("bpc_reference", "bits per character", Raises, "How well does the model predict the reference?",
            "bpc of the reference's documents", "Shannon 1951",
            (subject, _) => OfReference(new(subject.Reference!, subject.Model!, subject.Threads)))
            with { NeedsReference = true },
        Of("bits_per_byte", "bits per UTF-8 byte", Lowers, "How many bits per byte does it need? Comparable across alphabets.",
            "Σ NLL over the characters with a probability above zero / (their UTF-8 bytes · ln 2)", "Gao et al. 2020 (The Pile)",
            (subject, _) => Measurement.Ratio(subject.View.Likelihood.Nats / Math.Log(2), subject.View.BytesCharged,
                TextLikelihood.Empty)),
        Of("perplexity", "characters", Lowers, "Among how many characters does the model choose, as a geometric mean over characters?",
            "2^bpc (micro)", "Jelinek et al. 1977",
            (subject, _) => subject.View.Likelihood.Perplexity),
        Of("perplexity_macro", "characters", Lowers, "What do tools report that average the perplexities of documents?",
            "arithmetic mean over documents of exp(mean NLL): one short document can dominate it", "HF evaluate, mean_perplexity",
            (subject, _) => Perplexity.Of(subject.View.Nll).MacroMean),
        Metric.OfRatio(Define("zero_probability_share", "share", Either, "How much of the text has probability zero under the model?",
            "characters of probability zero / characters", "own", IntervalKind.DocumentBootstrap), "the text is empty",
            (subject, _) => [.. subject.View.Likelihood.Documents.Select(document => ((double)document.Impossible, document.Characters))])
            with { NeedsModel = true },
        Expected("predictive_entropy", "bits", Lowers, "How uncertain is the model about the next character?",
            "mean Shannon entropy of the next-character distribution", expected => expected.EntropyBits),
        Expected("predictive_top1", "probability", Raises, "How confident is the model in its best guess?", "mean largest probability",
            expected => expected.Top1),
        Expected("predictive_gini", "0 to 1", Raises, "How unequal are the probabilities?", "mean of Σ (2i − V − 1)p₍ᵢ₎/V, ascending",
            expected => expected.Gini),
        Expected("nucleus_size", "characters", Lowers, "How many characters hold .9 of the probability?",
            "mean size of the smallest set of top characters with .9 of the mass", expected => expected.Nucleus),
        Expected("guess_repetition", "share", Raises, "How often is the model's most likely character one of the last 16 characters?",
            "rep/16 under teacher forcing", expected => expected.Guesses.Repeated),
        Expected("guess_repetition_wrong", "share", Raises, "How often is that wrong?", "wrep/16 under teacher forcing", expected =>
            expected.Guesses.WronglyRepeated),
    ];

    private static MetricColumn Define(string id, string unit, CollapseDirection direction, string question, string definition,
        string source, IntervalKind interval)
        => new(id, unit, direction, question, definition, source)
        {
            Group = MetricGroup.Model,
            Cost = Scoring,
            Validity = AnySize,
            Interval = interval,
        };

    private static Metric Of(string id, string unit, CollapseDirection direction, string question, string definition, string source,
        Func<MeasurementContext, int, Measurement> value)
        => new(Define(id, unit, direction, question, definition, source, None), value) { NeedsModel = true };

    private static Metric Expected(string id, string unit, CollapseDirection direction, string question, string definition,
        Func<Expectation, Measurement> value)
        => Of(id, unit, direction, question, $"{definition}; over the first {ModelView.Contexts} contexts",
            id.StartsWith("guess", StringComparison.Ordinal) ? "Welleck et al. 2020" : "Holtzman et al. 2020",
            (subject, _) => value(subject.View.Expected));

    private static Metric Document(string id, double quantile)
        => Of(id, "bits per character", quantile < 0.5 ? Lowers : Either, quantile switch
        {
            < 0.5 => "How easy are the easiest documents (loops, copies)?",
            > 0.5 => "How surprising are the most surprising documents?",
            _ => "How well does the model predict the median document?",
        },
            $"the {quantile.ToString(System.Globalization.CultureInfo.InvariantCulture)} quantile over documents of their own bits per "
                + $"character", "own",
            (subject, _) => subject.View.Likelihood.DocumentQuantile(quantile));

    private static Measurement OfReference(ModelView view)
        => view.Refused is { } reason ? Measurement.Undefined(reason) : view.Likelihood.BitsPerCharacter;

    private static List<(double, double)> Bits(TextLikelihood likelihood)
        => [.. likelihood.Documents.Select(document => (document.Nats / Math.Log(2), (double)document.Possible))];

    private static string Outside(MeasurementContext subject) => string.Join("; ", new[]
    {
        subject.View.Outside == 0 ? "" : $"{subject.View.Outside} characters are not in the model's alphabet and were left out",
        subject.View.Likelihood.Impossible == 0 ? ""
            : $"{subject.View.Likelihood.Impossible} characters have probability zero and were left out",
    }.Where(part => part.Length > 0));
}
