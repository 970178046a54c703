namespace TextCollapse.Metrics.Statistics;

/// <summary>The verdict of a contrast.</summary>
public enum ContrastVerdict
{
    /// <summary>No seed has both values.</summary>
    NotCompared,

    /// <summary>Set by the study, or no test is defined.</summary>
    NotTested,

    /// <summary>Too few seeds for any p at the level: the difference describes this run.</summary>
    Descriptive,

    /// <summary>The same value in both arms with every seed.</summary>
    Identical,

    /// <summary>The arm is significantly higher.</summary>
    Higher,

    /// <summary>The arm is significantly lower.</summary>
    Lower,

    /// <summary>Shown to be equivalent within the margin.</summary>
    Equal,

    /// <summary>Neither a difference nor equivalence was shown.</summary>
    NotShown,
}
