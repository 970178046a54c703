
namespace TextCollapse.Experiments.Generation;

/// <summary>The identity of a chain: its arm, seed and engine, and the key of its shared first model.</summary>
public sealed record ChainIdentity
{
    /// <summary>The arm's readable name.</summary>
    public required string Arm { get; init; }

    /// <summary>The arm's identity: the hash of its frozen settings.</summary>
    public required string ArmHash { get; init; }

    /// <summary>
    /// The settings that determine the training of generation 0, except engine, seed and real text: chains of a run with the same key share
    /// one model. Null for no sharing.
    /// </summary>
    public string? TrainingKey { get; init; }

    /// <summary>The seed.</summary>
    public required long Seed { get; init; }

    /// <summary>The engine and its numerical variant; a chain must be resumed with the same engine.</summary>
    public required string Engine { get; init; }
}
