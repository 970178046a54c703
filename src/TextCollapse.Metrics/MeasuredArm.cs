using TextCollapse.Corpora;
using TextCollapse.Metrics.FailureModes;

namespace TextCollapse.Metrics;

/// <summary>What decides which columns an arm of a study has.</summary>
/// <param name="Source">The source of its real text.</param>
public sealed record MeasuredArm(ITextSource Source)
{
    /// <summary>Whether real validation text is set aside.</summary>
    public bool HasValidation { get; init; }

    /// <summary>Whether a detector is trained on every generation.</summary>
    public bool HasDetector { get; init; }

    /// <summary>Whether a twin chain runs beside it.</summary>
    public bool HasTwin { get; init; }

    /// <summary>Whether theory predicts it: a unigram chain that samples plainly, without mitigations.</summary>
    public bool HasTheory { get; init; }

    /// <summary>The user's questions about bias.</summary>
    public IReadOnlyList<UsageProbe> Probes { get; init; } = [];
}
