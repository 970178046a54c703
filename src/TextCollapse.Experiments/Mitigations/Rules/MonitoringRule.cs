using System.Globalization;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations.Rules;

/// <summary>
/// Monitoring with interventions: if a condition holds for the current generation, an action is taken, and both are recorded with the
/// values. A generation is regenerated at most <paramref name="Most"/> times; then it is accepted with a warning.
/// </summary>
/// <param name="When">The condition.</param>
/// <param name="Then">
/// The action. Each further injection into the same generation increases the share of real text by the given one.
/// </param>
/// <param name="Most">Attempts after the first, 1 or more: the bound on redraws and injections.</param>
[Component("when",
    "a rule: when bpc_real rises 5 % over generation 0 (or: falls, over the last generation, above 4, below 4), then inject real 20 % "
        + "(or: redraw, roll back, stop, warn)",
    Repeatable = true)]
public sealed record MonitoringRule(
    [property: Option("the condition", Required = true)] Condition? When = null,
    [property: Option("the action", Required = true)] RuleAction? Then = null,
    [property: Option("maximum further attempts before the generation is accepted with a warning", Min = 1, Max = 100)] int Most = 3)
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
                $"{reason}; accepted after {outcome.Attempt} further attempts"))
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
