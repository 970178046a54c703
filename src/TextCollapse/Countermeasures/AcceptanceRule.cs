using System.Globalization;

namespace TextCollapse.Countermeasures;

/// <summary>
/// Validation with real data: a generation stands only if real validation text costs it at most <paramref name="margin"/> more than the last one that
/// stands, as a share of that. Else it is redrawn up to <paramref name="redraws"/> times, and then rolled back, so that no worse generation gets through. Before that it may be made once more with real text.
/// </summary>
/// <param name="margin">0 to 1: 0.01 for one per cent.</param>
/// <param name="redraws">Attempts after the first, 0 or more.</param>
/// <param name="metric">What is compared; lower is better.</param>
/// <param name="realShare">The share of real text of that last attempt, 0 to 1; 0 for none.</param>
public sealed class AcceptanceRule(double margin, int redraws, string metric, double realShare = 0) : IControl
{
    /// <inheritdoc/>
    public bool NeedsLastModel => true;

    /// <inheritdoc/>
    public IEnumerable<string> Metrics => [metric];

    /// <inheritdoc/>
    public Intervention? Judge(Outcome outcome)
    {
        var now = outcome.Now(metric);
        var before = outcome.Metric(outcome.Generation - 1, metric);
        // What cannot be measured is not let through: a model that gives every real text probability zero has no bits per character.
        if (now.IsDefined && (!before.IsDefined || now.Value <= before.Value * (1 + margin)))
            return null;
        var reason = string.Create(CultureInfo.InvariantCulture, $"{metric} is {Short(now)}, above {Short(before)} by more than {margin:P1}");
        return outcome.Attempt < redraws ? new(InterventionKind.Redraw, "accept", reason)
            : outcome.Attempt == redraws && realShare > 0 ? new(InterventionKind.Inject, "accept", reason, realShare)
            : new(InterventionKind.RollBack, "accept", reason);
    }

    private static string Short(Measurement value) => value.IsDefined ? value.Value.ToString("G6", CultureInfo.InvariantCulture) : value.ToString();
}
