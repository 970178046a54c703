using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Detection;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Metrics.Model;
using TextCollapse.Metrics.Settings;
using TextCollapse.Models;

namespace TextCollapse.Chains;

/// <summary>
/// The measurements of every generation: held-out real text under the model, the written text under its own and under the generation-0 model,
/// diversity at equal size (every generation writes the same number of characters), what the failure modes are read from, and how well a detector
/// tells the text from held-out real text.
/// </summary>
/// <param name="real">The real text.</param>
/// <param name="pipeline">Who scores and counts; the library's own counters unless told otherwise.</param>
/// <param name="detector">What tells real from written, or null to leave its columns out.</param>
/// <param name="probes">The user's questions about bias.</param>
public sealed class GenerationMeter(
    RealText real, IMeasuringPipeline? pipeline = null, IDetector? detector = null, IReadOnlyList<UsageProbe>? probes = null) : IGenerationMeter
{
    private const long FewestScored = 20_000;
    private const int RareOrder = 5;
    private readonly DiagnosisColumns _diagnosis = new(real, probes ?? []);

    // Scoring all that was written and read would cost more than a tenth of a GRU's training; the held-out text sets how exact the rest need be.
    private readonly long _scored = Math.Max(FewestScored, real.HeldOut.Characters);
    private readonly IMeasuringPipeline _pipeline = pipeline ?? new LibraryPipeline();

    /// <summary>What is measured of pictures or trajectories; null of prose.</summary>
    public ISettingColumns? Setting { get; init; }

    /// <inheritdoc/>
    public string Name => detector is null ? _pipeline.Name : $"{_pipeline.Name}; detector: {detector.Name}";

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, Measurement>> Measure(GenerationToMeasure generation)
    {
        var sample = generation.Text.Spread(_scored);
        Corpus[] texts = [generation.Real.HeldOut, sample, generation.Read.Spread(_scored), real.Validation];
        if (Score(_pipeline, generation.Model, texts, generation.Threads) is not [var heldOut, var own, var read, var validation])
            throw new InvalidOperationException("Every text has a summary of its own.");
        var first = generation.Number == 0 ? own : Score(_pipeline, generation.FirstModel, [sample], generation.Threads)[0];
        var (text, spectra) = _pipeline.Count(generation.Text, generation.Threads);
        var beside = JointSpectra.Of(RealNgrams.Of(real).Training, text, generation.Threads);
        List<KeyValuePair<string, Measurement>> measured =
        [
            new("bpc_real", heldOut.BitsPerCharacter),
            new("bpc_own", own.BitsPerCharacter),
            new("bpc_gen0", first.BitsPerCharacter),
            new("zero_probability_share", heldOut.ZeroProbabilityShare),
        ];
        for (var n = 1; n <= NgramSpectra.Orders; n++)
            measured.Add(new(Column("distinct", n), spectra[n].TypeTokenRatio));
        for (var n = 1; n <= NgramSpectra.Orders; n++)
            measured.Add(new(Column("entropy", n), spectra[n].PlugInEntropy));
        measured.Add(new("perplexity_real", heldOut.Perplexity));
        measured.Add(new("zero_probability_share_gen0", first.ZeroProbabilityShare));
        measured.Add(new("bpc_gen0_document_10", first.DocumentQuantile(0.1)));
        measured.Add(new("bpc_gen0_document_99", first.DocumentQuantile(0.99)));
        measured.Add(new(Column("hapax_retention", RareOrder), beside[RareOrder].SupportRecall(1, 1)));
        // What may decide during a run is kept apart from the held-out text that the run is judged by.
        if (real.Validation.Characters > 0)
            measured.Add(new("bpc_validation", validation.BitsPerCharacter));
        measured.AddRange(_diagnosis.Measure(generation, read.BitsPerCharacter, text, spectra, beside));
        if (Setting is not null)
            measured.AddRange(Setting.Of([.. generation.Text.Documents.Select(document => generation.Text.Alphabet.Decode(document.Symbols.Span))]));
        if (detector is not null)
        {
            var test = DetectorTest.Of(detector, generation.Real.HeldOut.Documents, generation.Text.Documents);
            measured.Add(new("detector_auc", test.Auc));
            measured.Add(new("detector_auc_lower", test.Lower));
            measured.Add(new("detector_auc_upper", test.Upper));
            measured.Add(new("detector_p", test.Answers.ExactP));
        }
        return measured;
    }

    private static string Column(string name, int order) => string.Create(CultureInfo.InvariantCulture, $"{name}_{order}");

    /// <summary>Several texts, scored in one call: a network scores many documents faster than few.</summary>
    private static LikelihoodSummary[] Score(IMeasuringPipeline pipeline, ILanguageModel model, IReadOnlyList<Corpus> texts, int threads)
    {
        var scores = pipeline.Score(model, new Corpus(model.Alphabet, [.. texts.SelectMany(text => text.Documents)]), threads);
        var summaries = new List<LikelihoodSummary>();
        var start = 0;
        foreach (var text in texts)
        {
            summaries.Add(LikelihoodSummary.Of(scores[start..(start + text.Documents.Count)]));
            start += text.Documents.Count;
        }
        return summaries.All(summary => summary.IsFinite) ? [.. summaries] : throw new WorkFailedException(
            $"The {model.Card.Summary} gives probabilities that are no numbers (NaN): "
            + "its training has diverged. Lower training.learning_rate.");
    }
}
