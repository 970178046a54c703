using System.Diagnostics;
using System.Globalization;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Storage;
using TextCollapse.Models;
using TextCollapse.Reporting;

namespace TextCollapse.Cli.Output;

/// <summary>
/// After a run that libtorch trained on the processor: what the managed engine would have taken, from a few steps of it measured now.
/// </summary>
internal static class EngineCost
{
    private const int Few = 10, More = 40;

    /// <summary>The closing line, or null where there is nothing to compare.</summary>
    public static string? Line(RunFolder folder, Engines engines)
    {
        var cell = folder.Plan.Cells.FirstOrDefault(
            cell => cell.Options.Model is NeuralModelOptions && engines.Choose(cell.Options) is not ManagedEngine);
        if (cell is null || engines.Choose(cell.Options).Variant(cell.Options.Engine.Device).Contains("cuda", StringComparison.Ordinal))
            return null;
        var steps = 0L;
        var seconds = 0.0;
        foreach (var (_, seed, facts) in GenerationsCsv.Read(folder).Where(row => row.Cell == cell.Id))
            if (new GenerationFolder(folder.Chain(cell, seed), facts.Generation).Times() is { Training.Ticks: > 0 } times)
                (steps, seconds) = (steps + facts.Steps, seconds + times.Training.TotalSeconds);
        var managed = (Seconds(cell, folder.Plan.Seeds[0], More) - Seconds(cell, folder.Plan.Seeds[0], Few)) / (More - Few) * steps;
        return string.Create(CultureInfo.InvariantCulture, $"Engine torch, on the processor, trained cell {cell.Id} in {seconds:F0} s; ")
            + string.Create(CultureInfo.InvariantCulture, $"the managed engine would take about {managed:F0} s here ")
            + string.Create(CultureInfo.InvariantCulture, $"(--set model.engine=managed, from {More - Few} steps measured now).");
    }

    private static double Seconds(Cell cell, long seed, int steps)
    {
        var options = cell.Options with
        {
            Engine = cell.Options.Engine with { Engine = "managed" },
            Training = cell.Options.Training with { Steps = steps, Epochs = null, Patience = 0 },
        };
        var chain = new ChainFactory(new Engines()).Create(new Cell(cell.Id, options), seed);
        var clock = Stopwatch.StartNew();
        chain.Parts.Trainer.Train(new TrainingTask
        {
            Corpus = chain.Real.Training,
            Validation = chain.Real.Validation,
            Random = new(seed, "cost", 0),
            Threads = Environment.ProcessorCount,
        });
        return clock.Elapsed.TotalSeconds;
    }
}
