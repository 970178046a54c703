using TextCollapse.Chains;
using TextCollapse.Countermeasures;
using TextCollapse.Countermeasures.Rules;
using TextCollapse.Metrics;
using static TextCollapse.Studies.Countermeasures.KnobKeys;
using static TextCollapse.Studies.SettingType;

namespace TextCollapse.Studies.Countermeasures;

/// <summary>The countermeasures that step in: they look at every generation after it was measured.</summary>
internal static class ControlKinds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<CountermeasureKind> All { get; } =
    [
        new("accept", "a generation stands only if the metric is within a margin of the last that stands; else it is redrawn, given real text, and at last rolled back",
            [
                new("margin", Real, "0.01", "how much worse it may be, as a share") { Least = 0, Most = 1 },
                Whole("redraws", "2", 0, 100, "attempts after the first"),
                new("metric", Text, "bpc_validation", "what is compared; lower is better"),
                Share("real_share", "0", "the share of real text that it is then made with once more; 0: it is not"),
            ],
            knobs => new AcceptanceRule(knobs.Real("margin"), knobs.Int("redraws"), knobs["metric"], knobs.Real("real_share")))
        { Check = (settings, knobs) => [.. Metric(settings, "metric", knobs["metric"]), .. Compared(knobs["metric"])] },

        new("when", "a rule: when bpc_real rises 5 % over generation 0 (or: falls, over the last generation, above 4, below 4), then inject real 20 % (or: redraw, roll back, stop, warn)",
            [
                new("when", Text, "", "the condition"),
                new("then", Text, "", "what is done"),
                Whole("most", "3", 1, 100, "how often a generation is made anew before it stands with a warning"),
            ],
            knobs => Condition.Parse(knobs["when"], out _) is { } condition && RuleAction.Parse(knobs["then"], out _) is { } action
                ? new MonitoringRule(condition, action, knobs.Int("most")) : new Refused()) { Check = Rule },
    ];

    private static IEnumerable<Problem> Rule(Settings settings, Knobs knobs)
    {
        if (Condition.Parse(knobs["when"], out var wrong) is not { } condition)
            yield return new Problem("", wrong);
        else
        {
            foreach (var problem in Metric(settings, "", condition.Metric))
                yield return problem;
            if (condition.Over >= settings.Int("generations"))
                yield return new Problem("", $"generation {condition.Over} has none after it; generations is {settings["generations"]}.");
        }
        if (RuleAction.Parse(knobs["then"], out wrong) is null)
            yield return new Problem("then", wrong);
    }

    private static IEnumerable<Problem> Metric(Settings settings, string place, string metric)
    {
        if (ColumnCheck.Wrong(metric, Pipelines.Arm(settings)) is { } wrong)
            yield return new Problem(place, wrong);
    }

    /// <summary>What is accepted must not rise: of a column that collapse lowers, the worst generations would stand.</summary>
    private static IEnumerable<Problem> Compared(string metric)
    {
        if (GenerationColumns.Find(metric) is { Direction: CollapseDirection.Lowers })
            yield return new Problem("metric", $"'{metric}' falls in a collapse, but accept takes lower for better; write a rule instead: when: {metric} falls 5 %, then: redraw.");
    }

    /// <summary>In the place of a rule that was refused, so that everything else about the list can still be told.</summary>
    private sealed class Refused : ICountermeasure;
}
