using System.Globalization;
using TextCollapse.Chains.Decisions;
using TextCollapse.Mitigations;

namespace TextCollapse.Reporting.Report;

/// <summary>Alarms of rules and what came of them, as recorded with the generations; then the log of what people decided.</summary>
internal static class InterventionsSection
{
    public static ReportSection Of(RunResults results)
    {
        var alarms = results.Generations.SelectMany(row => row.Facts.Interventions.Select(intervention => (row.Cell, row.Seed, row.Facts.Generation, intervention))).ToArray();
        var decisions = DecisionsOf(results).ToArray();
        return new("interventions", "Alarms and decisions",
            alarms.Length > 0 || decisions.Length > 0 ? null
                : Html.Paragraph(results.Arms.All(arm => arm.Options.Mitigations.All.Count == 0) ? "No rule was set and nobody stepped in: every generation stands as it came." : "No rule gave an alarm and nobody stepped in: every generation stands as it came."),
            alarms.Length == 0 ? null : Html.Table("What was done about generations", ["arm", "seed", "generation", "what was done", "by", "why"], alarms.Select(row => (IReadOnlyList<object?>)
                [row.Cell, Html.Number(row.Seed, "F0"), Html.Number(row.Generation, "F0"), Word(row.intervention), Html.Foreign(row.intervention.By), Html.Foreign(row.intervention.Reason)])),
            decisions.Length == 0 ? null : new object[]
            {
                Html.Element("h3", "The log of decisions"),
                Html.Table("The log of decisions", ["arm", "seed", "after generation", "what was decided", "by", "why", "when"], decisions.Select(decision => (IReadOnlyList<object?>)
                    [decision.Cell, Html.Number(decision.Seed, "F0"), Html.Number(decision.After, "F0"), Html.Foreign(decision.What.Sentence), Html.Foreign(decision.By), Html.Foreign(decision.Why), decision.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)])),
            });
    }

    /// <summary>What people decided in any chain.</summary>
    public static IEnumerable<Decision> DecisionsOf(RunResults results) => results.Arms.SelectMany(arm => results.Folder.Plan.Seeds.SelectMany(seed => Decisions(results.Folder.Chain(arm, seed))));

    private static IReadOnlyList<Decision> Decisions(string chain) => Directory.Exists(chain) ? DecisionLog.Read(chain) : [];

    private static string Word(Intervention intervention) => intervention.Kind switch
    {
        InterventionKind.Warn => "warned",
        InterventionKind.Redraw => "written anew",
        InterventionKind.Inject => $"real text injected, at least {Html.Number(100 * intervention.RealShare, "0.#")} %",
        InterventionKind.RollBack => "rolled back",
        InterventionKind.Stop => "stopped",
        InterventionKind.Curate => "documents curated",
        var other => other.ToString(),
    };
}
