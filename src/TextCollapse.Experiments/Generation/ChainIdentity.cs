
namespace TextCollapse.Experiments.Generation;

/// <summary>
/// Which chain it is: its arm, seed and engine, and the keys by which its random numbers are drawn and its first model is shared.
/// </summary>
public sealed record ChainIdentity
{
    /// <summary>The arm's readable name.</summary>
    public required string Arm { get; init; }

    /// <summary>The arm's identity: the hash of its frozen settings.</summary>
    public required string ArmHash { get; init; }

    /// <summary>Identity of what decides the text of later generations: no change of what is measured changes a text.</summary>
    public string TextHash { get => field ?? ArmHash; init; }

    /// <summary>
    /// What generation 0's random numbers are drawn by, shared by all arms of the same text, model and training settings: their chains are
    /// paired.
    /// </summary>
    public required string BaseHash { get; init; }

    /// <summary>
    /// What decides the training of generation 0, except engine, seed and real text: chains of a run with the same key share one model.
    /// Null to share none.
    /// </summary>
    public string? TrainingKey { get; init; }

    /// <summary>The seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Which engine and numerical variant trains; a chain is resumed with the engine that began it.</summary>
    public required string Engine { get; init; }
}
