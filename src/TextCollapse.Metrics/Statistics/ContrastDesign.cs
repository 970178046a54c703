namespace TextCollapse.Metrics.Statistics;

/// <summary>The outcome in which two arms are compared.</summary>
public enum ContrastOutcome
{
    /// <summary>The value at the last generation.</summary>
    Level,

    /// <summary>The change from generation 0 to the last, which excludes differences at the start.</summary>
    Change,
}

/// <summary>What the p-value of a contrast is adjusted for.</summary>
public enum ContrastFamily
{
    /// <summary>Stated before the data were seen: step-down max-T bounds the probability of any false finding.</summary>
    Primary,

    /// <summary>Everything else that is tested: Benjamini–Hochberg bounds the expected share of false findings.</summary>
    Exploratory,

    /// <summary>Design constants, budgets and noise floors, whose differences are set by the study.</summary>
    NotTested,
}

/// <summary>An arm and its baseline.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Baseline">The other arm.</param>
public sealed record ArmPair(string Arm, string Baseline)
{
    /// <summary>The separator between the two names.</summary>
    public const string Between = " against ";

    /// <inheritdoc/>
    public override string ToString() => Arm + Between + Baseline;
}

/// <summary>Which arms are compared, and which comparisons are the primary family: stated before the data are seen.</summary>
/// <param name="Pairs">The comparisons.</param>
public sealed record ContrastDesign(IReadOnlyList<ArmPair> Pairs)
{
    /// <summary>The columns of the primary family.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>The outcome of the primary family.</summary>
    public ContrastOutcome Outcome { get; init; }

    /// <summary>The comparisons of the primary family; null for all.</summary>
    public IReadOnlyList<ArmPair>? PrimaryPairs { get; init; }

    /// <summary>The smallest difference of interest in the primary metric, in its unit; null if none is stated.</summary>
    public double? SmallestEffect { get; init; }

    /// <summary>The level of the tests.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Whether a column is tested at all.</summary>
    public Func<string, bool> IsTested { get; init; } = _ => true;

    /// <summary>The family of one contrast.</summary>
    public ContrastFamily FamilyOf(ArmPair pair, string metric, ContrastOutcome outcome)
    {
        if (Metrics.Contains(metric) && outcome == Outcome && (PrimaryPairs ?? Pairs).Contains(pair))
            return ContrastFamily.Primary;
        return IsTested(metric) ? ContrastFamily.Exploratory : ContrastFamily.NotTested;
    }
}
