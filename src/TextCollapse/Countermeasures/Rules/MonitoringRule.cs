using System.Globalization;

namespace TextCollapse.Countermeasures.Rules;

/// <summary>
/// Monitoring with control: where a condition holds of a generation just made, something is done about it, and both are recorded with the numbers. A
/// generation is made anew at most <paramref name="most"/> times; then it stands, with a warning.
/// </summary>
/// <param name="condition">When.</param>
/// <param name="action">What is done. Each further injection into the same generation is larger by its share.</param>
/// <param name="most">Attempts after the first, 1 or more: the bound on redraws and injections.</param>
public sealed class MonitoringRule(Condition condition, RuleAction action, int most) : IControl
{
    /// <inheritdoc/>
    public bool NeedsLastModel => action.Kind is InterventionKind.Redraw or InterventionKind.RollBack;

    /// <inheritdoc/>
    public IEnumerable<string> Metrics => [condition.Metric];

    /// <inheritdoc/>
    public Intervention? Judge(Outcome outcome)
    {
        if (condition.Holds(outcome) is not { } reason)
            return null;
        var again = action.Kind is InterventionKind.Redraw or InterventionKind.Inject;
        return again && outcome.Attempt >= most
            ? new(InterventionKind.Warn, "when", string.Create(CultureInfo.InvariantCulture, $"{reason}; it stands after {outcome.Attempt} further attempts"))
            : new(action.Kind, "when", reason, Math.Min(1, action.RealShare * (outcome.Attempt + 1)));
    }
}
