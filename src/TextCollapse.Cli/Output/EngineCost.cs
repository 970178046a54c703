using System.Diagnostics;
using System.Globalization;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Storage;
using TextCollapse.Models;
using TextCollapse.Reporting;

namespace TextCollapse.Cli.Output;

<<<<<<< ours
/// <summary>
/// After a run that libtorch trained on the processor: what the managed engine would have taken, from a few steps of it measured now.
/// </summary>
=======
/// <summary>After a run: which engine trained, and what the other one would have taken here, from a few steps of it measured now.</summary>
>>>>>>> theirs
internal static class EngineCost
{
    private const int Few = 10, More = 40;

    // Below this, in seconds of training, loading the other engine would take longer than the answer is worth.
    private const double LeastTraining = 5;

    /// <summary>The closing line for the first neural arm; null where there is none, or where nothing was trained.</summary>
    /// <param name="folder">The finished run.</param>
    /// <param name="engines">The engines of this build.</param>
    /// <param name="threads">Threads that each chain had.</param>
    public static string? Line(RunFolder folder, Engines engines, int threads)
    {
<<<<<<< ours
        var cell = folder.Plan.Cells.FirstOrDefault(
            cell => cell.Options.Model is NeuralModelOptions && engines.Choose(cell.Options) is not ManagedEngine);
        if (cell is null || engines.Choose(cell.Options).Variant(cell.Options.Engine.Device).Contains("cuda", StringComparison.Ordinal))
=======
        if (folder.Plan.Cells.FirstOrDefault(cell => cell.Options.Model is NeuralModelOptions) is not { } cell)
>>>>>>> theirs
            return null;
        var steps = 0L;
        var seconds = 0.0;
        foreach (var (_, seed, facts) in GenerationsCsv.Read(folder).Where(row => row.Cell == cell.Id))
            if (new GenerationFolder(folder.Chain(cell, seed), facts.Generation).Times() is { Training.Ticks: > 0 } times)
                (steps, seconds) = (steps + facts.Steps, seconds + times.Training.TotalSeconds);
<<<<<<< ours
        var managed = (Seconds(cell, folder.Plan.Seeds[0], More) - Seconds(cell, folder.Plan.Seeds[0], Few)) / (More - Few) * steps;
        return string.Create(CultureInfo.InvariantCulture, $"Engine torch, on the processor, trained cell {cell.Id} in {seconds:F0} s; ")
            + string.Create(CultureInfo.InvariantCulture, $"the managed engine would take about {managed:F0} s here ")
            + string.Create(CultureInfo.InvariantCulture, $"(--set model.engine=managed, from {More - Few} steps measured now).");
    }
=======
        if (steps == 0)
            return null;
        var used = engines.Choose(cell.Options);
        var variant = used.Variant(cell.Options.Engine.Device);
        var trained = string.Create(CultureInfo.InvariantCulture, $"Engine {variant} trained the arm {cell.Id} in {seconds:F0} s");
        var other = engines.All.FirstOrDefault(engine => engine.Name != used.Name && engine.Unavailable is null);
        if (other is null || seconds < LeastTraining || variant.Contains("cuda", StringComparison.Ordinal))
            return $"{trained}.";
        var step = (Seconds(More) - Seconds(Few)) / (More - Few);
        return string.Create(CultureInfo.InvariantCulture,
            $"{trained}; {other.Variant("cpu")} would take about {step * steps:F0} s here (--set model.engine={other.Name}; from {More - Few} steps measured now).");
>>>>>>> theirs

        double Seconds(int count)
        {
<<<<<<< ours
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
=======
            var options = cell.Options with
            {
                Engine = cell.Options.Engine with { Engine = other.Name, Device = "cpu" },
                Training = cell.Options.Training with { Steps = count, Epochs = null, Patience = 0 },
            };
            var chain = new ChainFactory(engines).Create(new Cell(cell.Id, options), folder.Plan.Seeds[0]);
            var clock = Stopwatch.StartNew();
            chain.Trainer.Train(new TrainingTask
            {
                Corpus = chain.Real.Training,
                Validation = chain.Real.Validation,
                Random = new(folder.Plan.Seeds[0], "cost", 0),
                Threads = threads,
            });
            return clock.Elapsed.TotalSeconds;
        }
>>>>>>> theirs
    }
}
