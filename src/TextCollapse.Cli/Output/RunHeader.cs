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
        var first = plan.Arms[0].Options;
        terminal.Line($"{Count(plan.Arms.Count, "arm")} × {Count(plan.Seeds.Count, "seed")}, generations 0 to {first.Generations}; "
            + $"runs {execution}; results in {folder.Path}");
        if (folder.Added.Count > 0)
            terminal.Line($"added to the study in this folder: {string.Join(", ", folder.Added.Select(arm => arm.Id))}; "
                + "finished generations of the other arms are kept");
        // From the study, because the plan contains the engine that 'auto' was resolved to.
        Arm[] requested = [.. Neural(study.Arms())];
        var neural = requested.Length > 0 ? requested : Neural(plan.Arms);
        foreach (var engine in neural.Select(arm => CompositionRoot.Describe(arm.Options)).Distinct())
            terminal.Line(engine);
        var pipelines = plan.Arms.Select(arm => CompositionRoot.Pipelines.Choose(arm.Options).Name).Distinct();
        terminal.Line($"measured by: {string.Join(", ", pipelines)}");
        if (plan.Arms.Any(arm => arm.Options.Decoding.Temperature is < 1 and > 0))
            terminal.Line("Note: a temperature below 1 reduces diversity already at generation 0, before any training on generated text.");
        if (StudyPower.Warning(plan) is { } warning)
            terminal.Line($"Note: {warning}");
        terminal.Line();
    }

    private static IEnumerable<Arm> Neural(IEnumerable<Arm> arms) => arms.Where(arm => arm.Options.Model is NeuralModelOptions);

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
