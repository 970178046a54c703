using TextCollapse.Corpora;
using TextCollapse.Metrics.FailureModes;

namespace TextCollapse.Metrics;

/// <summary>The properties of an arm that determine its columns.</summary>
/// <param name="Source">The source of its real text.</param>
public sealed record MeasuredArm(ITextSource Source)
{
    /// <summary>Whether real validation text is set aside.</summary>
    public bool HasValidation { get; init; }

    /// <summary>Whether a detector is trained on every generation.</summary>
    public bool HasDetector { get; init; }

    /// <summary>Whether each chain has a twin chain.</summary>
    public bool HasTwin { get; init; }

    /// <summary>Whether theory predicts it: a unigram chain with ancestral sampling and no mitigations.</summary>
    public bool HasTheory { get; init; }

    /// <summary>The bias probes.</summary>
    public IReadOnlyList<UsageProbe> Probes { get; init; } = [];
}
