using System.Globalization;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Metrics;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Validation with real data: a generation is accepted only if its metric on real validation text is at most <paramref name="Margin"/>
/// worse than that of the last accepted generation, relative to it. Otherwise it is redrawn up to <paramref name="Redraws"/> times,
/// regenerated once with real text if <paramref name="RealShare"/> is above 0, and finally rolled back, so that no worse generation is
/// accepted.
/// </summary>
/// <param name="Margin">0 to 1; 0.01 is one per cent.</param>
/// <param name="Redraws">Attempts after the first, 0 or more.</param>
/// <param name="Metric">The column that is compared; lower is better.</param>
/// <param name="RealShare">The minimum share of real text in the attempt after the redraws, 0 to 1; 0 for no such attempt.</param>
[Component("accept",
    "a generation is accepted only if the metric is within a margin of the last accepted one; otherwise it is redrawn, given real "
        + "text, and finally rolled back")]
public sealed record AcceptanceRule(
    [property: Option("how much worse it may be, as a fraction", Min = 0, Max = 1)] double Margin = 0.01,
    [property: Option("attempts after the first", Min = 0, Max = 100)] int Redraws = 2,
    [property: Option("the column that is compared; lower is better")] string Metric = "bpc_validation",
    [property: Option("minimum share of real text in one more attempt after the redraws; 0: no such attempt", Min = 0, Max = 1)]
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
        // An undefined value is rejected: a model that gives every real text probability zero has no bits per character.
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
        // Lower is better here: with a column that falls in a collapse, the worst generations would be accepted.
        if (GenerationColumns.Find(Metric) is { Direction: CollapseDirection.Lowers })
            yield return new Problem("metric", $"'{Metric}' falls in a collapse, but accept treats lower values as better; "
                + $"use a rule instead: when: {Metric} falls 5 %, then: redraw.");
    }
}
