using TextCollapse.Studies;

namespace TextCollapse.Cli.Output;

/// <summary>The first lines of a run: what is run, how, and where the results go.</summary>
internal static class RunHeader
{
    public static void Show(Terminal terminal, Study study, StudyPlan plan, RunFolder folder, int jobs, int threads)
    {
        terminal.Line($"{study.Name}: {study.About}".TrimEnd(' ', ':'));
        if (study.Expect.Length > 0)
            terminal.Line(study.Expect);
        var first = plan.Cells[0].Settings;
        terminal.Line($"{Counted(plan.Cells.Count, "arm")} × {Counted(plan.Seeds.Count, "seed")}, generations 0 to {first["generations"]}; "
            + $"{jobs} at a time on {Counted(threads, "thread")}; results in {folder.Path}");
        var trained = plan.Cells.Where(cell => cell.Settings.Applies("model.engine"));
        foreach (var engine in trained.Select(cell => EnginesHere.Describe(cell.Settings)).Distinct())
            terminal.Line(engine);
        var pipelines = plan.Cells.Select(cell => EnginesHere.Pipelines.Choose(cell.Settings).Name).Distinct();
        terminal.Line($"metrics by: {string.Join(", ", pipelines)}");
        if (plan.Cells.Any(cell => cell.Settings.Real("decoding.temperature") is < 1 and > 0))
            terminal.Line("Note: a temperature below 1 narrows the text already at generation 0, before anything is fed back.");
        terminal.Line();
    }
    private static string Counted(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
