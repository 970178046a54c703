namespace TextCollapse.Metrics.FailureModes;

/// <summary>The ways in which a chain of models goes wrong.</summary>
public enum FailureMode
{
    /// <summary>Each generation inherits the errors of the last: real text is predicted less and less well.</summary>
    AccumulatedError,

    /// <summary>What is rare in real text is no longer written.</summary>
    DiversityLoss,

    /// <summary>Chains that began alike end apart: small differences grow.</summary>
    FeedbackInstability,

    /// <summary>A few kinds of text are written well and the others not at all.</summary>
    ModeCollapse,

    /// <summary>The model learns its synthetic training text by heart.</summary>
    SyntheticOverfitting,

    /// <summary>The model becomes ever surer of its own text while it predicts real text worse.</summary>
    GroundTruthLoss,
}

/// <summary>What the measurements say of a failure mode in one generation.</summary>
public enum FailureVerdict
{
    /// <summary>What it needs was not measured.</summary>
    NotMeasured,

    /// <summary>Measured, and nothing is above the noise.</summary>
    Absent,

    /// <summary>Some symptoms are above the noise, not those that define it.</summary>
    Suspected,

    /// <summary>The symptoms that define it are above the noise.</summary>
    Present,
}
