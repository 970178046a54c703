using TextCollapse.Options;

namespace TextCollapse.Experiments.Mixing;

/// <summary>A strategy that trains on a given share of real text, and on the last generation's text for the rest of the budget.</summary>
public abstract record RealShareMixing : MixingStrategy
{
    /// <summary>Share of real text, 0 to 1; 1 is the control that shows run-to-run variance only.</summary>
    [Option("share of real text in the training text", Min = 0, Max = 1)]
    public double RealShare { get; init; } = 0.5;

    /// <inheritdoc/>
    public override double ExpectedRealShare(int generation) => RealShare;

    /// <inheritdoc/>
    public override bool IsRealTextAlone => RealShare == 1;

    /// <summary>Characters of real text in a budget.</summary>
    protected long RealCharacters(long budget) => (long)Math.Round(RealShare * budget);
}
