using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Models.Training;

namespace TextCollapse.Experiments.Generation;

/// <summary>The components that run a generation: they compose its training text, train, generate, mitigate and measure.</summary>
public sealed record ChainParts
{
    /// <summary>Composes the training text of generations after the first.</summary>
    public required MixingStrategy Mixing { get; init; }

    /// <summary>
    /// The mitigations of collapse. Those that concern training and decoding are already in <see cref="Trainer"/> and
    /// <see cref="Decoder"/>.
    /// </summary>
    public MitigationList Mitigations { get; init; } = MitigationList.None;

    /// <summary>Trains the model.</summary>
    public required ILanguageModelTrainer Trainer { get; init; }

    /// <summary>The initial weights of each generation's model.</summary>
    public TrainingStart Start { get; init; }

    /// <summary>Generates text with the model.</summary>
    public required ITextWriter Decoder { get; init; }

    /// <summary>
    /// Counts the generated characters, including rejected drafts; it is wrapped by <see cref="Decoder"/>. Null for no count.
    /// </summary>
    public GeneratedCharacterCount? Count { get; init; }

    /// <summary>Measures the generation.</summary>
    public required IGenerationMeter Meter { get; init; }
}
