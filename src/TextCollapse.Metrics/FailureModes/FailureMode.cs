namespace TextCollapse.Metrics.FailureModes;

/// <summary>The failure modes of a chain of models.</summary>
public enum FailureMode
{
    /// <summary>Each generation inherits the errors of the last: real text is predicted increasingly badly.</summary>
    AccumulatedError,

    /// <summary>Rare parts of real text are no longer generated.</summary>
    DiversityLoss,

    /// <summary>Chains with similar starts diverge: small differences grow.</summary>
    FeedbackInstability,

    /// <summary>A few kinds of text are generated well and the others not at all.</summary>
    ModeCollapse,

    /// <summary>The model memorizes its synthetic training text.</summary>
    SyntheticOverfitting,

    /// <summary>The model becomes increasingly confident in its own text while it predicts real text worse.</summary>
    GroundTruthLoss,
}

/// <summary>The verdict on a failure mode in one generation.</summary>
public enum FailureVerdict
{
    /// <summary>The required columns were not measured.</summary>
    NotMeasured,

    /// <summary>Measured, and nothing is above the noise.</summary>
    Absent,

    /// <summary>Some symptoms are above the noise, but not those that define it.</summary>
    Suspected,

    /// <summary>The symptoms that define it are above the noise.</summary>
    Present,
}
