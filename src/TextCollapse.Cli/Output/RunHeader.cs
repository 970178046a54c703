using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Storage;
using TextCollapse.Models;
using TextCollapse.Reporting;

namespace TextCollapse.Cli.Output;

/// <summary>The first lines of a run: what is run, how, and where the results go.</summary>
internal static class RunHeader
{
    public static void Show(Terminal terminal, Study study, StudyPlan plan, RunFolder folder, string execution)
    {
        terminal.Line($"{study.Name}: {study.About}".TrimEnd(' ', ':'));
        if (study.Expect.Length > 0)
            terminal.Line(study.Expect);
        var first = plan.Cells[0].Options;
        terminal.Line($"{Count(plan.Cells.Count, "arm")} × {Count(plan.Seeds.Count, "seed")}, generations 0 to {first.Generations}; "
            + $"runs {execution}; results in {folder.Path}");
        if (folder.Added.Count > 0)
            terminal.Line($"added to the study in this folder: {string.Join(", ", folder.Added.Select(cell => cell.Id))}; "
                + "finished generations of the other arms are kept");
        // From the study, because the plan contains the engine that 'auto' was resolved to.
        Cell[] requested = [.. Neural(study.Cells())];
        var neural = requested.Length > 0 ? requested : Neural(plan.Cells);
        foreach (var engine in neural.Select(cell => CompositionRoot.Describe(cell.Options)).Distinct())
            terminal.Line(engine);
        var pipelines = plan.Cells.Select(cell => CompositionRoot.Pipelines.Choose(cell.Options).Name).Distinct();
        terminal.Line($"measured by: {string.Join(", ", pipelines)}");
        if (plan.Cells.Any(cell => cell.Options.Decoding.Temperature is < 1 and > 0))
            terminal.Line("Note: a temperature below 1 reduces diversity already at generation 0, before any training on generated text.");
        if (StudyPower.Warning(plan) is { } warning)
            terminal.Line($"Note: {warning}");
        terminal.Line();
    }

    private static IEnumerable<Cell> Neural(IEnumerable<Cell> cells) => cells.Where(cell => cell.Options.Model is NeuralModelOptions);

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
