using System.Globalization;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Metrics;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Validation with real data: a generation stands only if real validation text costs it at most <paramref name="Margin"/> more than the
/// last one that stands, as a share of that. Else it is redrawn up to <paramref name="Redraws"/> times, and then rolled back, so that no
/// worse generation gets through. Before that it may be made once more with real text.
/// </summary>
/// <param name="Margin">0 to 1: 0.01 for one per cent.</param>
/// <param name="Redraws">Attempts after the first, 0 or more.</param>
/// <param name="Metric">What is compared; lower is better.</param>
/// <param name="RealShare">The share of real text of that last attempt, 0 to 1; 0 for none.</param>
[Component("accept",
    "a generation stands only if the metric is within a margin of the last that stands; else it is redrawn, given real text, and at "
        + "last rolled back")]
public sealed record AcceptanceRule(
    [property: Option("how much worse it may be, as a share", Min = 0, Max = 1)] double Margin = 0.01,
    [property: Option("attempts after the first", Min = 0, Max = 100)] int Redraws = 2,
    [property: Option("what is compared; lower is better")] string Metric = "bpc_validation",
    [property: Option("the share of real text that it is then regenerated with; 0: it is not", Min = 0, Max = 1)]
        double RealShare = 0) : IControl, ICheckedMitigation
{
    /// <inheritdoc/>
    public bool NeedsLastModel => true;

    /// <inheritdoc/>
    public IEnumerable<string> Metrics => [Metric];

    /// <inheritdoc/>
    public Intervention? Judge(Outcome outcome)
    {
        var now = outcome.Now(Metric);
        var before = outcome.Metric(outcome.Generation - 1, Metric);
        // What cannot be measured is not let through: a model that gives every real text probability zero has no bits per character.
        if (now.IsDefined && (!before.IsDefined || now.Value <= before.Value * (1 + Margin)))
            return null;
        var reason = string.Create(CultureInfo.InvariantCulture,
            $"{Metric} is {Short(now)}, above {Short(before)} by more than {Margin:P1}");
        if (outcome.Attempt < Redraws)
            return new(InterventionKind.Redraw, "accept", reason);
        return outcome.Attempt == Redraws && RealShare > 0 ? new(InterventionKind.Inject, "accept", reason, RealShare)
            : new(InterventionKind.RollBack, "accept", reason);
    }

    private static string Short(Measurement value) =>
        value.IsDefined ? value.Value.ToString("G6", CultureInfo.InvariantCulture) : value.ToString();

    /// <inheritdoc/>
    public IEnumerable<Problem> Check(ArmOptions arm)
    {
        foreach (var problem in Requirement.MeasuredColumn(arm, "metric", Metric))
            yield return problem;
        // What is accepted must not rise: of a column that collapse lowers, the worst generations would stand.
        if (GenerationColumns.Find(Metric) is { Direction: CollapseDirection.Lowers })
            yield return new Problem("metric", $"'{Metric}' falls in a collapse, but accept takes lower for better; "
                + $"write a rule instead: when: {Metric} falls 5 %, then: redraw.");
    }
}
