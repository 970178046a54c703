using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Metrics;
using TextCollapse.Models;

namespace TextCollapse.Experiments.Measuring;

/// <summary>The recorded facts of one generation; they are identical on every machine with the same engine.</summary>
/// <param name="Generation">Its number.</param>
/// <param name="Mixing">Requested and realised share of real text.</param>
/// <param name="TrainingCharacters">Characters in its training text.</param>
/// <param name="CharactersRead">Characters processed in training; repeated passes count each time.</param>
/// <param name="Steps">Optimizer steps; 0 for an n-gram model.</param>
/// <param name="Model">A short description of the model.</param>
/// <param name="Metrics">The measurements in the order of their columns.</param>
public sealed record GenerationFacts(
    int Generation, MixingAudit Mixing, long TrainingCharacters, long CharactersRead, int Steps, string Model,
        IReadOnlyList<KeyValuePair<string, Measurement>> Metrics)
{
    private static readonly MetricColumn TrainingChars = new("training_chars", "characters", CollapseDirection.Either,
        "How long is the text that the generation was trained on?", "characters of its training text", "own")
    { Label = "training text", IsTested = false };

    private static readonly MetricColumn RealCharsUsed = new("real_chars_used", "characters", CollapseDirection.Either,
        "How much real text has the chain used so far?",
        "distinct real characters that have entered the chain, counted once each however often they were trained on", "own")
    { Label = "real text used so far", IsTested = false };

    private static readonly MetricColumn CharsDrawn = new("chars_drawn", "characters", CollapseDirection.Either,
        "How much text was sampled for it?", "characters drawn from models, including drafts that were rejected or not selected",
        "own")
    { Label = "characters sampled", IsTested = false };

    /// <summary>The columns before the measurements: what was trained on.</summary>
    public static IReadOnlyList<MetricColumn> DeclaredBefore { get; } = [.. MixingAudit.Declared, TrainingChars];

    /// <summary>The columns after the measurements: what was used and sampled.</summary>
    public static IReadOnlyList<MetricColumn> DeclaredAfter { get; } = [RealCharsUsed, CharsDrawn];

    internal GenerationFacts(int generation, MixingAudit mixing, long trainingCharacters, TrainingResult trained,
        IReadOnlyList<KeyValuePair<string, Measurement>> metrics)
        : this(generation, mixing, trainingCharacters, trained.CharactersRead, trained.Steps, trained.Model.Card.Summary, metrics) { }

    /// <summary>A generation of which only the text is known.</summary>
    internal static GenerationFacts MadeElsewhere(int generation, IReadOnlyList<KeyValuePair<string, Measurement>> metrics) =>
        new(generation, new(double.NaN, double.NaN), 0, 0, 0, "not known", metrics);

    /// <summary>False for a generation of which only the text is known: its budgets are not 0 but unknown.</summary>
    public bool HasBudgets => !double.IsNaN(Mixing.Requested);

    /// <summary>Different real characters that have entered the chain so far, however often they were read.</summary>
    public long RealCharactersUsed { get; init; }

    /// <summary>Characters drawn from models for it, including drafts that were rejected or not selected.</summary>
    public long CharactersDrawn { get; init; }

    /// <summary>The interventions of rules and reviewers, in order; empty if there were none.</summary>
    public IReadOnlyList<Intervention> Interventions { get; init; } = [];

    /// <summary>The number of reviewers' decisions in the chain's log when the generation was run.</summary>
    public int Decisions { get; init; }

    /// <summary>Whether a mitigation ended the chain with this generation.</summary>
    internal bool EndsChain => Interventions.Any(intervention => intervention.Kind == InterventionKind.Stop);

    /// <summary>All columns of the generation in order: budgets and measurements.</summary>
    public IReadOnlyList<KeyValuePair<string, Measurement>> Columns =>
        [.. Mixing.Columns, TrainingChars.Is(Budget(TrainingCharacters)), .. Metrics, RealCharsUsed.Is(Budget(RealCharactersUsed)),
            CharsDrawn.Is(Budget(CharactersDrawn))];

    /// <summary>A number of characters, unknown where budgets are.</summary>
    public Measurement Budget(long characters) => HasBudgets ? characters : Measurement.Undefined("the text was made elsewhere");

    /// <summary>A measurement by its column; undefined if it was not measured.</summary>
    public Measurement this[string id] => Metrics.FirstOrDefault(pair => pair.Key == id) is { Key: not null } found ? found.Value
        : Measurement.Undefined("it was not measured");
}
