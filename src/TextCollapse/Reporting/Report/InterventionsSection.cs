using TextCollapse.Countermeasures;

namespace TextCollapse.Reporting.Report;

/// <summary>Alarms of rules and decisions of people, in the order of the generations.</summary>
internal static class InterventionsSection
{
    public static ReportSection Of(RunResults results)
    {
        var rows = results.Generations.SelectMany(row => row.Facts.Interventions.Select(intervention => (row.Cell, row.Seed, row.Facts.Generation, intervention))).ToArray();
        return new("interventions", "Alarms and decisions", rows.Length == 0
            ? Html.Paragraph(results.Arms.All(arm => arm.Settings["countermeasures"].Length == 0) ? "No rule was set and nobody stepped in: every generation stands as it came." : "No rule gave an alarm and nobody stepped in: every generation stands as it came.")
            : Html.Table("Alarms and decisions", ["arm", "seed", "generation", "what was done", "by", "why"], rows.Select(row => (IReadOnlyList<object?>)
                [row.Cell, Html.Number(row.Seed, "F0"), Html.Number(row.Generation, "F0"), Word(row.intervention), Html.Foreign(row.intervention.By), Html.Foreign(row.intervention.Reason)])));
    }

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
