using TextCollapse.Corpora;
using TextCollapse.Metrics;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Coverage;
using TextCollapse.Metrics.Detection;
using TextCollapse.Metrics.Diversity;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Metrics.Model;
using TextCollapse.Metrics.Scenarios;
using TextCollapse.Models;

namespace TextCollapse.Experiments.Measuring;

/// <summary>
/// The measurements of every generation: the loss on held-out real text, the loss on the generated text under its own model and the
/// generation-0 model, diversity at equal size (every generation generates the same number of characters), the columns that failure modes
/// are diagnosed from, and how well a detector distinguishes the text from held-out real text.
/// </summary>
/// <param name="real">The real text.</param>
/// <param name="pipeline">Scores and counts; null for the library's own counters.</param>
/// <param name="detector">Distinguishes real from generated text; null to omit its columns.</param>
/// <param name="probes">The user's questions about bias.</param>
public sealed class GenerationMeter(
    RealReference real, IMeasuringPipeline? pipeline = null, IDetector? detector = null,
    IReadOnlyList<UsageProbe>? probes = null) : IGenerationMeter
{
    private const long FewestScored = 20_000;
    private const int RareOrder = 5;
    internal const int RepetitionOrder = 8;

    private static readonly MetricColumn BpcFirst = new("bpc_gen0", "bits per character", CollapseDirection.Either,
        "How well does the first model predict the generated text?", "the same characters under the model of generation 0",
        "Shumailov et al. 2024")
    { Label = "loss of the first model on the text" };

    private static readonly MetricColumn PerplexityReal = new("perplexity_real", "characters", CollapseDirection.Raises,
        "Among how many characters does the model choose on held-out real text?", "2^bpc_real", "Jelinek et al. 1977")
    { Label = "perplexity on held-out real text" };

    private static readonly MetricColumn ZeroProbabilityShareFirst = new("zero_probability_share_gen0", "share of characters",
        CollapseDirection.Raises,
        "How much of the text has probability zero under the first model?", "characters of bpc_gen0 with probability zero / all of them",
        "own")
    { Label = "text with probability zero under the first model" };

    private static readonly MetricColumn Lowest = new("bpc_gen0_document_10", "bits per character", CollapseDirection.Lowers,
        "How predictable is its most predictable text for the first model?",
        "10 % quantile over the same documents of their bits per character under the model of generation 0",
        "Shumailov et al. 2024")
    { Label = "loss of the first model on the most predictable documents" };

    private static readonly MetricColumn Highest = new("bpc_gen0_document_99", "bits per character", CollapseDirection.Raises,
        "How surprising is its most surprising text for the first model?", "99 % quantile of the same", "Shumailov et al. 2024")
    { Label = "loss of the first model on the most surprising documents" };

    private static readonly MetricColumn BpcValidation = new("bpc_validation", "bits per character", CollapseDirection.Raises,
        "How well does the model predict real validation text? Decisions during a run use it; the held-out text is for evaluation "
            + "only.",
        "as bpc_real, for the validation text", "Shannon 1951")
    {
        Label = "loss on real validation text",
        When = new(
            "real validation text, since the held-out text is reserved for evaluation: set corpus.validation to a few thousand "
            + "characters", arm => arm.HasValidation),
    };

    private static readonly MetricColumn Entropy = DiversityMetrics.Entropy;

    internal static MetricColumn SequenceRepetition { get; } = new("seq_rep_8", "share", CollapseDirection.Raises,
        "How much does a document repeat its own 8-grams?", "1 − types/n-grams of each document, mean over documents",
        "Welleck et al. 2020")
    { Label = "repetition within documents" };

    private readonly DiagnosisColumns _diagnosis = new(real, probes ?? []);

    // Scoring all generated text and training text would take more than a tenth of a GRU's training time; as many characters as are held
    // out give the same precision.
    private readonly long _scored = Math.Max(FewestScored, real.Text.HeldOut.Characters);
    private readonly IMeasuringPipeline _pipeline = pipeline ?? new LibraryPipeline();

    /// <summary>Loss on held-out real text: the primary metric of a comparison.</summary>
    public static MetricColumn BpcReal { get; } = new("bpc_real", "bits per character", CollapseDirection.Raises,
        "How well does the model predict real text that no generation was trained on?",
        "Σ NLL of held-out real text over characters with a probability above zero / (their number · ln 2)", "Shannon 1951")
    { Label = "loss on held-out real text" };

    /// <summary>Loss of a model on the text that it generated.</summary>
    public static MetricColumn BpcOwn { get; } = new("bpc_own", "bits per character", CollapseDirection.Lowers,
        "How confident is the model in its own text?",
        "the same for whole documents spread over the text it generated, about as many characters as are held out but at least 20,000",
        "Shumailov et al. 2024")
    { Label = "loss on its own text" };

    /// <summary>The share of held-out real text with probability zero under the model, which <see cref="BpcReal"/> leaves out.</summary>
    public static MetricColumn ZeroProbabilityShare { get; } = new("zero_probability_share", "share of characters",
        CollapseDirection.Raises,
        "How much of held-out real text has probability zero? It is left out of the bits per character, which makes them look better.",
        "characters of probability zero / characters of held-out real text", "own")
    { Label = "held-out real text with probability zero" };

    /// <summary>Distinct n-grams of the generated text.</summary>
    public static MetricColumn Distinct => DiversityMetrics.Distinct;

    /// <summary>
    /// The share of the n-grams of the real training text that still occur in the generated text, by their frequency in the real text.
    /// </summary>
    public static MetricColumn Retention => CoverageMetrics.Retention;

    /// <summary>The share of the rarest n-grams of the real training text that still occur in the generated text.</summary>
    public static MetricColumn HapaxRetention { get; } = new("hapax_retention_5", "share of 5-grams", CollapseDirection.Lowers,
        "Is the rarest of the real text still generated? The tail goes first.",
        "5-grams that occur once in the real training text and occur in the text / all that occur once",
        "Suresh et al. 2024")
    { Label = "rare 5-grams retained" };

    /// <summary>The share of generated words that occur in the real training text.</summary>
    public static MetricColumn WordShare => RealWords.Column;

    /// <summary>
    /// The same for held-out real text, which comparisons use. If the real training text changes from generation to generation,
    /// <see cref="HapaxRetention"/> falls without any collapse.
    /// </summary>
    public static MetricColumn HapaxRetentionHeldOut => HeldOutColumns.HapaxRetention;

    /// <summary>The columns that it measures, in order.</summary>
    public static IReadOnlyList<MetricColumn> Declared { get; } =
    [
        BpcReal, BpcOwn, BpcFirst, ZeroProbabilityShare, Distinct, Entropy, PerplexityReal, ZeroProbabilityShareFirst, Lowest, Highest,
        HapaxRetention, SequenceRepetition, RealWords.Column, BpcValidation,
        .. DiagnosisColumns.Declared,
        .. GlyphColumns.Declared,
        .. MazeColumns.Declared,
        .. DetectorTest.Declared,
    ];

    /// <summary>Additional measurements for pictures or trajectories; null for prose.</summary>
    public IScenarioColumns? Scenario { get; init; }

    /// <inheritdoc/>
    public string Name => detector is null ? _pipeline.Name : $"{_pipeline.Name}; detector: {detector.Name}";

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, Measurement>> Measure(GenerationToMeasure generation)
    {
        var sample = generation.Text.Spread(_scored);
        Corpus[] texts = [generation.Real.HeldOut, sample, generation.Read.Spread(_scored), real.Text.Validation];
        if (Score(_pipeline, generation.Model, texts, generation.Threads) is not [var heldOut, var own, var read, var validation])
            throw new InvalidOperationException("Every text has a likelihood of its own.");
        var first = generation.Number == 0 ? own : Score(_pipeline, generation.FirstModel, [sample], generation.Threads)[0];
        var (text, spectra) = _pipeline.Count(generation.Text, generation.Threads);
        var beside = JointSpectra.Of(real.Training, text, generation.Threads);
        List<KeyValuePair<string, Measurement>> measured =
        [
            BpcReal.Is(heldOut.BitsPerCharacter),
            BpcOwn.Is(own.BitsPerCharacter),
            BpcFirst.Is(first.BitsPerCharacter),
            ZeroProbabilityShare.Is(heldOut.ZeroProbabilityShare),
        ];
        for (var n = 1; n <= NgramSpectra.Orders; n++)
            measured.Add(Distinct.At(n).Is(spectra[n].TypeTokenRatio));
        for (var n = 1; n <= NgramSpectra.Orders; n++)
            measured.Add(Entropy.At(n).Is(spectra[n].PlugInEntropy));
        measured.Add(PerplexityReal.Is(heldOut.Perplexity));
        measured.Add(ZeroProbabilityShareFirst.Is(first.ZeroProbabilityShare));
        measured.Add(Lowest.Is(first.DocumentQuantile(0.1)));
        measured.Add(Highest.Is(first.DocumentQuantile(0.99)));
        measured.Add(HapaxRetention.Is(beside[RareOrder].SupportRecall(1, 1)));
        measured.Add(SequenceRepetition.Is(_pipeline.SequenceRepetition(generation.Text, RepetitionOrder, generation.Threads)));
        measured.Add(real.Words.Of(generation.Text));
        // Decisions during a run use the validation text, so that the held-out text is used for evaluation only.
        if (real.Text.Validation.Characters > 0)
            measured.Add(BpcValidation.Is(validation.BitsPerCharacter));
        measured.AddRange(_diagnosis.Measure(generation, read.BitsPerCharacter, text, spectra, beside));
        if (Scenario is not null)
            measured.AddRange(Scenario.Of(
                [.. generation.Text.Documents.Select(document => generation.Text.Alphabet.Decode(document.Symbols.Span))]));
        if (detector is not null)
            measured.AddRange(DetectorTest.Of(detector, generation.Real.HeldOut.Documents, generation.Text.Documents).Columns);
        return measured;
    }

    /// <summary>Scores several texts in one call: a network is faster with more documents per call.</summary>
    private static TextLikelihood[] Score(IMeasuringPipeline pipeline, ILanguageModel model, IReadOnlyList<Corpus> texts, int threads)
    {
        var scores = pipeline.Score(model, new Corpus(model.Alphabet, [.. texts.SelectMany(text => text.Documents)]), threads);
        var likelihoods = new List<TextLikelihood>();
        var start = 0;
        foreach (var text in texts)
        {
            likelihoods.Add(new(scores[start..(start + text.Documents.Count)]));
            start += text.Documents.Count;
        }
        return likelihoods.All(likelihood => !double.IsNaN(likelihood.Nats)) ? [.. likelihoods] : throw new WorkFailedException(
            $"The {model.Card.Summary} returned probabilities that are not a number (NaN): "
            + "its training has diverged. Lower training.learning_rate.");
    }
}
