using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Models.Training;

namespace TextCollapse.Experiments.Generation;

/// <summary>The steps of a generation: what composes its training text, trains, generates, mitigates and measures.</summary>
public sealed record ChainParts
{
    /// <summary>Composes the training text of generations after the first.</summary>
    public required MixingStrategy Mixing { get; init; }

    /// <summary>
    /// What is done about collapse. Those that concern training and decoding are already in <see cref="Trainer"/> and <see
    /// cref="Decoder"/>.
    /// </summary>
    public MitigationList Mitigations { get; init; } = MitigationList.None;

    /// <summary>Trains the model.</summary>
    public required ILanguageModelTrainer Trainer { get; init; }

    /// <summary>What each generation's model starts from.</summary>
    public TrainingStart Start { get; init; }

    /// <summary>Generates text with the model.</summary>
    public required ITextWriter Decoder { get; init; }

    /// <summary>
    /// Counts the characters generated, rejected drafts included; it is inside <see cref="Decoder"/>. Null for no count.
    /// </summary>
    public GeneratedCharacterCount? Count { get; init; }

    /// <summary>What is measured.</summary>
    public required IGenerationMeter Meter { get; init; }
}
