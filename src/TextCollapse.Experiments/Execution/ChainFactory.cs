using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Theory;
using TextCollapse.Models.Decoding;
using TextCollapse.Models.Ngram;

namespace TextCollapse.Experiments.Execution;

/// <summary>Creates chains from the options of an arm.</summary>
/// <param name="engines">The available engines.</param>
/// <param name="pipelines">The measuring pipelines; null for the library's own counters only.</param>
/// <param name="sources">Finds a source of real text by its name; null for <see cref="TextSource.Parse"/>.</param>
public sealed class ChainFactory(Engines engines, Pipelines? pipelines = null, Func<string, ITextSource>? sources = null)
{
    /// <summary>Prefixes of the settings that can be changed between two generations of a chain.</summary>
    private static readonly string[] ChangeablePrefixes = ["decoding.", "mixing.", "training."];

    private readonly Pipelines _pipelines = pipelines ?? new();
    private readonly RealTexts _texts = new(sources ?? TextSource.Parse);

    /// <summary>Creates the chain of an arm and a seed.</summary>
    /// <exception cref="InputException">The corpus is missing or too short, or the engine is not available.</exception>
    public ChainSpec Create(Arm arm, long seed, CancellationToken cancellation = default)
    {
        var options = arm.Options;
        var reference = _texts.Of(arm, seed, cancellation);
        var engine = engines.Choose(options);
        var meter = Meter(options, reference);
        var parts = Parts(options, meter);
        var keepModels = options.Keep == KeptFiles.All || options.Mitigations.NeedLastModel;
        var spec = new ChainSpec
        {
            Identity = new()
            {
                Arm = arm.Id,
                ArmHash = engines.Resolve(arm).Hash(),
                TrainingKey = TrainingKey.Of(options),
                Seed = seed,
                Engine = engine.Variant(options.Engine.Device),
            },
            Parts = parts,
            Storage = new(path => engine.Load(path, options.Engine.Device), keepModels),
            Real = reference.Text,
            Generations = options.Generations,
            DocumentLength = options.Corpus.DocumentLength,
            Change = changes => Change(parts, arm, changes),
        };
        if (!options.Metrics.Twin)
            return spec;
        // A separate decoder, so that the text of the twin is not counted for the chain.
        var twinParts = Parts(options, meter);
        return spec with { Twin = TwinChain.Of(spec with { Parts = twinParts, Change = changes => Change(twinParts, arm, changes) }) };
    }

    private ChainParts Parts(ArmOptions options, IGenerationMeter meter)
    {
        var mitigations = options.Mitigations;
        var count = new GeneratedCharacterCount(new Decoder(options.Decoding));
        return new()
        {
            Mixing = options.Mixing,
            Mitigations = mitigations,
            Trainer = mitigations.Around(engines.Trainer(options, mitigations.Change)),
            Start = options.Training.Start,
            Decoder = mitigations.Around(count),
            Count = count,
            Meter = meter,
        };
    }

    /// <summary>
    /// The parts with changed settings of mixing, decoding and training, the sections that can be changed during a run.
    /// </summary>
    private ChainParts Change(ChainParts parts, Arm arm, IReadOnlyList<KeyValuePair<string, string>> changes)
    {
        if (changes.FirstOrDefault(change => !Changeable(change.Key)).Key is { } fixedKey)
            throw new InputException($"set {fixedKey}",
                $"cannot be changed during a run; {string.Join("*, ", ChangeablePrefixes)}* can. Start another run for that.");
        var options = arm.Options.With(changes);
        var keys = options.Entries().Select(entry => entry.Key).ToHashSet();
        Problem[] problems =
        [
            .. changes.Where(change => !keys.Contains(change.Key))
                .Select(change => new Problem($"set {change.Key}", "has no meaning with this chain's other settings.")),
            .. ArmCheck.Of(options).Select(problem => problem with { Place = $"set {problem.Place}" }),
        ];
        if (problems.Length > 0)
            throw new InputException(problems);
        return parts with
        {
            Mixing = options.Mixing,
            Trainer = parts.Mitigations.Around(engines.Trainer(options, parts.Mitigations.Change)),
            Decoder = parts.Mitigations.Around(new GeneratedCharacterCount(new Decoder(options.Decoding), parts.Count)),
            Start = options.Training.Start,
        };
    }

    /// <summary>The sequence length is part of a transformer's shape, so it is fixed.</summary>
    private static bool Changeable(string key) =>
        ChangeablePrefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)) && key != "training.sequence";

    /// <summary>Whether theory predicts the chain: a unigram model with ancestral sampling and no mitigations.</summary>
    internal static bool HasTheory(ArmOptions options) =>
        options.Model is NgramOptions { Order: 1, Smoothing: NgramSmoothing.MaximumLikelihood or NgramSmoothing.AddAlpha }
        && options.Decoding.IsAncestral && options.Mitigations.All.Count == 0;

    private IGenerationMeter Meter(ArmOptions options, RealReference real)
    {
        var meter = _pipelines.Meter(options, real);
        if (!HasTheory(options) || options.Model is not NgramOptions model)
            return meter;
        var chain = new OrderOneChain
        {
            Mixing = options.Mixing,
            Counts = [],
            Alpha = model.Smoothing == NgramSmoothing.AddAlpha ? model.Alpha : 0,
            DocumentLength = options.Corpus.DocumentLength,
        };
        return new OrderOneMeter(meter, chain, real.Text, options.Generations);
    }
}
