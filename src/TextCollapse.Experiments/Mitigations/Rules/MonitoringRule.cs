using System.Globalization;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations.Rules;

/// <summary>
/// Monitoring with control: where a condition holds of a generation just made, something is done about it, and both are recorded with the
/// numbers. A generation is regenerated at most <paramref name="Most"/> times; then it stands, with a warning.
/// </summary>
/// <param name="When">When.</param>
/// <param name="Then">What is done. Each further injection into the same generation is larger by its share.</param>
/// <param name="Most">Attempts after the first, 1 or more: the bound on redraws and injections.</param>
[Component("when",
    "a rule: when bpc_real rises 5 % over generation 0 (or: falls, over the last generation, above 4, below 4), then inject real 20 % "
        + "(or: redraw, roll back, stop, warn)",
    Repeatable = true)]
public sealed record MonitoringRule(
    [property: Option("the condition", Required = true)] Condition? When = null,
    [property: Option("what is done", Required = true)] RuleAction? Then = null,
    [property: Option("how often a generation is regenerated before it stands with a warning", Min = 1, Max = 100)] int Most = 3)
    : IControl, ICheckedMitigation
{
    /// <inheritdoc/>
    public bool NeedsLastModel => Then!.Kind is InterventionKind.Redraw or InterventionKind.RollBack;

    /// <inheritdoc/>
    public IEnumerable<string> Metrics => [When!.Metric];

    /// <inheritdoc/>
    public Intervention? Judge(Outcome outcome)
    {
        if (When!.Holds(outcome) is not { } reason)
            return null;
        var again = Then!.Kind is InterventionKind.Redraw or InterventionKind.Inject;
        return again && outcome.Attempt >= Most
            ? new(InterventionKind.Warn, "when", string.Create(CultureInfo.InvariantCulture,
                $"{reason}; it stands after {outcome.Attempt} further attempts"))
            : new(Then!.Kind, "when", reason, Math.Min(1, Then!.RealShare * (outcome.Attempt + 1)));
    }

    /// <inheritdoc/>
    public IEnumerable<Problem> Check(ArmOptions arm)
    {
        foreach (var problem in Requirement.MeasuredColumn(arm, "", When!.Metric))
            yield return problem;
        if (When!.Over >= arm.Generations)
            yield return new Problem("", $"generation {When.Over} has none after it; generations is {arm.Generations}.");
    }
}
