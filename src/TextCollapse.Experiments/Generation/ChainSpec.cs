using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Models.Training;

namespace TextCollapse.Experiments.Generation;

/// <summary>Everything that decides the text of one chain: one cell with one seed.</summary>
public sealed record ChainSpec
{
    /// <summary>The cell's readable name.</summary>
    public required string Cell { get; init; }

    /// <summary>The cell's identity: the hash of its frozen settings.</summary>
    public required string CellHash { get; init; }

    /// <summary>Identity of what decides the text of later generations: no change of what is measured changes a text.</summary>
    public string TextHash { get => field ?? CellHash; init; }

    /// <summary>
    /// What generation 0's random numbers are drawn by, shared by all cells of the same text, model and training settings: their chains are paired.
    /// </summary>
    public required string BaseHash { get; init; }

    /// <summary>
    /// What decides the training of generation 0, but for engine, seed and real text: chains of a run with the same share one model. Null to share
    /// none.
    /// </summary>
    public string? TrainingKey { get; init; }

    /// <summary>The seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Generations after generation 0.</summary>
    public required int Generations { get; init; }

    /// <summary>Characters of every written document; the last one of a generation may be shorter.</summary>
    public required int DocumentLength { get; init; }

    /// <summary>Real text: what generation 0 reads is the budget of all.</summary>
    public required RealText Real { get; init; }

    /// <summary>What later generations read.</summary>
    public required MixingStrategy Mixing { get; init; }

    /// <summary>What learns from it.</summary>
    public required ILanguageModelTrainer Trainer { get; init; }

    /// <summary>Which engine and numerical variant trains; a chain goes on with what began it.</summary>
    public required string Engine { get; init; }

    /// <summary>Loads a generation's model with that engine.</summary>
    public required Func<string, ILanguageModel> Load { get; init; }

    /// <summary>How text is drawn.</summary>
    public required ITextWriter Decoder { get; init; }

    /// <summary>
    /// Counts what is drawn, drafts that nobody reads included; it is inside <see cref="Decoder"/>. Null for nobody to count.
    /// </summary>
    public DraftCount? Drafts { get; init; }

    /// <summary>
    /// What is done about collapse. Those that concern learning and drawing are already in <see cref="Trainer"/> and <see cref="Decoder"/>.
    /// </summary>
    public MitigationList Mitigations { get; init; } = MitigationList.None;

    /// <summary>What each generation's model starts from.</summary>
    public TrainingStart Start { get; init; }

    /// <summary>Whether models after generation 0 stay on disk.</summary>
    public bool KeepModels { get; init; } = true;

    /// <summary>What is measured.</summary>
    public required IGenerationMeter Meter { get; init; }

    /// <summary>
    /// The same chain with other values of some settings (by their keys), for people who change one on the way; null where there is no
    /// study behind it. Real text, meter and identity stay.
    /// </summary>
    /// <exception cref="InputException">A setting cannot be changed on the way, or not to that value.</exception>
    public Func<IReadOnlyList<KeyValuePair<string, string>>, ChainSpec>? Change { get; init; }

    /// <summary>B: characters read by generation 0 and written by every generation.</summary>
    public long Budget => Real.Training.Characters;
}
