using TextCollapse.Chains;
using TextCollapse.Corpora;
using TextCollapse.Decoding;
using TextCollapse.Mixing;
using TextCollapse.Studies.Countermeasures;
using TextCollapse.Theory;

namespace TextCollapse.Studies;

/// <summary>Turns a cell's frozen settings into the parts of a chain.</summary>
/// <param name="engines">Who trains.</param>
/// <param name="pipelines">Who measures; the library's own counters alone unless told otherwise.</param>
/// <param name="sources">Finds a source of real text by its name; <see cref="TextSource.Parse"/> unless told otherwise.</param>
public sealed class ChainFactory(Engines engines, Pipelines? pipelines = null, Func<string, ITextSource>? sources = null)
{
    private static readonly string[] AfterGeneration0 = ["mixing.", "generations", "keep", "training.start", "metrics.", "countermeasures"];

    /// <summary>How models are computed decides no random number: the same study draws the same whoever trains it, and however the engine was named.</summary>
    private static readonly string[] Computing = ["model.engine", "model.device"];

    /// <summary>What people may change between two generations of a chain.</summary>
    private static readonly string[] OnTheWay = ["decoding.", "mixing.", "training."];

    private readonly Pipelines _pipelines = pipelines ?? new();
    private readonly RealTexts _texts = new(sources ?? TextSource.Parse);

    /// <summary>The chain of a cell and a seed.</summary>
    /// <exception cref="InputException">The corpus is missing or too short, or the engine is not there.</exception>
    public ChainSpec Create(Cell cell, long seed, CancellationToken cancellation = default)
    {
        var settings = cell.Settings;
        var mixing = Mixing(settings);
        var real = _texts.Of(cell, seed, mixing, cancellation);
        var engine = engines.Choose(settings);
        var remedies = Countermeasures(settings).Create();
        var drafts = new DraftCount(new Decoder(Decoding(settings)));
        var spec = new ChainSpec
        {
            Cell = cell.Id,
            CellHash = cell.Hash(),
            TextHash = settings.HashOfChanges(key => !key.StartsWith("metrics.", StringComparison.Ordinal) && !Computing.Contains(key)),
            BaseHash = settings.HashOfChanges(key => !AfterGeneration0.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)) && !Computing.Contains(key)),
            Seed = seed,
            Generations = settings.Int("generations"),
            DocumentLength = settings.Int("corpus.document_length"),
            Real = real,
            Mixing = mixing,
            Trainer = remedies.Around(engines.Trainer(settings, remedies.Change)),
            Engine = engine.Variant(settings["model.device"]),
            Load = path => engine.Load(path, settings["model.device"]),
            Decoder = remedies.Around(drafts),
            Drafts = drafts,
            Remedies = remedies,
            Start = Start(settings),
            KeepModels = settings["keep"] == "all" || remedies.NeedLastModel,
            Meter = Meter(settings, real),
        };
        spec = settings.Flag("metrics.twin") ? spec with { Meter = new TwinMeter(spec with { Decoder = remedies.Around(new Decoder(Decoding(settings))), Drafts = null }) } : spec;
        return spec with { Change = changes => Change(spec, cell, changes) };
    }

    /// <summary>The chain with other values of what may be changed on the way: how text is mixed and drawn, and how models learn.</summary>
    private ChainSpec Change(ChainSpec spec, Cell cell, IReadOnlyList<KeyValuePair<string, string>> changes)
    {
        var settings = changes.Aggregate(cell.Settings, (current, change) => Changeable(change.Key) ? current.With(change.Key, change.Value)
            : throw new InputException($"set {change.Key}", $"cannot be changed on the way; {string.Join(", ", OnTheWay.Select(prefix => prefix + "*"))} can. Begin another run for that."));
        var meaningless = changes.Where(change => !settings.Applies(change.Key)).Select(change => new Problem($"set {change.Key}", "has no meaning beside this chain's other settings."));
        Problem[] problems = [.. meaningless, .. CellRules.Check(cell with { Settings = settings }).Select(problem => problem with { Place = $"set {problem.Place}" })];
        if (problems.Length > 0)
            throw new InputException(problems);
        return spec with
        {
            Mixing = Mixing(settings),
            Trainer = spec.Remedies.Around(engines.Trainer(settings, spec.Remedies.Change)),
            Decoder = spec.Remedies.Around(new DraftCount(new Decoder(Decoding(settings)), spec.Drafts)),
            Start = Start(settings),
        };
    }

    /// <summary>What a transformer sees at once is its shape.</summary>
    private static bool Changeable(string key) => OnTheWay.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)) && key != "training.sequence";

    private static TrainingStart Start(Settings settings)
        => settings["training.start"] switch { "previous" => TrainingStart.Previous, "base" => TrainingStart.Base, _ => TrainingStart.Scratch };

    /// <summary>For unigram models that draw plainly and have nothing done about them, theory stands beside the measurements.</summary>
    private IGenerationMeter Meter(Settings settings, RealText real)
    {
        var meter = _pipelines.Meter(settings, real);
        if (settings["model.kind"] != "ngram" || settings.Int("model.order") != 1 || settings["model.smoothing"] is not ("maximum-likelihood" or "add-alpha") || !Decoding(settings).IsAncestral || settings["countermeasures"].Length > 0)
            return meter;
        var mixing = new OrderOneChain
        {
            Strategy = settings["mixing.strategy"],
            Counts = [],
            RealShare = settings.Real("mixing.real_share"),
            Added = settings.Real("mixing.added"),
            Alpha = settings["model.smoothing"] == "add-alpha" ? settings.Real("model.alpha") : 0,
            DocumentLength = settings.Int("corpus.document_length"),
        };
        return new OrderOneMeter(meter, mixing, real, settings.Int("generations"));
    }

    /// <summary>The mixing section.</summary>
    public static IMixing Mixing(Settings settings) =>
        MixingStrategies.Create(settings["mixing.strategy"], settings.Real("mixing.real_share"), settings.Int("mixing.window"), settings.Real("mixing.added"));

    /// <summary>The countermeasures.</summary>
    public static CountermeasureList Countermeasures(Settings settings) => CountermeasureList.Parse(settings["countermeasures"], out _)!;

    /// <summary>The decoding section.</summary>
    public static DecodingSettings Decoding(Settings settings) => new()
    {
        Temperature = settings.Real("decoding.temperature"),
        TopK = settings.Int("decoding.top_k"),
        TopP = settings.Real("decoding.top_p"),
        MinP = settings.Real("decoding.min_p"),
        RepetitionPenalty = settings.Real("decoding.repetition_penalty"),
        RepetitionWindow = settings.Int("decoding.repetition_window"),
        Beam = settings.Int("decoding.beam"),
        Prompt = settings.Int("decoding.prompt"),
    };
}
