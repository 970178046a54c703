using TextCollapse.Models;
using TextCollapse.Studies;

namespace TextCollapse.Cli.Output;

/// <summary>The first lines of a run: what is about to happen, and where it goes.</summary>
internal static class Introduction
{
    public static void Show(Terminal terminal, Study study, StudyPlan plan, RunFolder folder, int jobs, int threads)
    {
        terminal.Line($"{study.Name}: {study.About}".TrimEnd(' ', ':'));
        if (study.Expect.Length > 0)
            terminal.Line(study.Expect);
        var first = plan.Cells[0].Options;
        terminal.Line($"{plan.Cells.Count} {(plan.Cells.Count == 1 ? "cell" : "cells")} × {plan.Seeds.Count} {(plan.Seeds.Count == 1 ? "seed" : "seeds")} × generations 0–{first.Generations}; {jobs} at a time on {threads} {(threads == 1 ? "thread" : "threads")}; results in {folder.Path}");
        foreach (var engine in plan.Cells.Where(cell => cell.Options.Model is NeuralModelOptions).Select(cell => EnginesHere.Describe(cell.Options)).Distinct())
            terminal.Line(engine);
        terminal.Line($"measured by: {string.Join(", ", plan.Cells.Select(cell => EnginesHere.Pipelines.Choose(cell.Options).Name).Distinct())}");
        if (plan.Cells.Any(cell => cell.Options.Decoding.Temperature is < 1 and > 0))
            terminal.Line("Note: a temperature below 1 narrows the text already at generation 0, before anything is fed back.");
        terminal.Line();
    }
}
