using System.Diagnostics;
using System.Globalization;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Storage;
using TextCollapse.Models;
using TextCollapse.Reporting;

namespace TextCollapse.Cli.Output;

/// <summary>After a run: the training time of its engine, and an estimate for the other engine from a few measured steps.</summary>
internal static class EngineCost
{
    private const int FewSteps = 30, ManySteps = 150;

    // In seconds. After a shorter training, an estimate is not worth the time that loading the other engine takes.
    private const double MinTraining = 5;

    /// <summary>The closing line for the first neural arm; null if there is none, or if nothing was trained.</summary>
    /// <param name="folder">The finished run.</param>
    /// <param name="engines">The engines of this build.</param>
    /// <param name="threads">Threads that each chain had.</param>
    public static string? Line(RunFolder folder, Engines engines, int threads)
    {
        if (folder.Plan.Arms.FirstOrDefault(arm => arm.Options.Model is NeuralModelOptions) is not { } arm)
            return null;
        var steps = 0L;
        var seconds = 0.0;
        foreach (var (_, seed, facts) in GenerationsCsv.Read(folder).Where(row => row.Arm == arm.Id))
            if (new GenerationFolder(folder.Chain(arm, seed), facts.Generation).Times() is { Training.Ticks: > 0 } times)
                (steps, seconds) = (steps + facts.Steps, seconds + times.Training.TotalSeconds);
        if (steps == 0)
            return null;
        var used = engines.Choose(arm.Options);
        var variant = used.Variant(arm.Options.Engine.Device);
        var trained = string.Create(CultureInfo.InvariantCulture, $"Engine {variant} trained the arm {arm.Id} in {seconds:F0} s");
        var other = engines.All.FirstOrDefault(engine => engine.Name != used.Name && engine.Unavailable is null);
        if (other is null || seconds < MinTraining || variant.Contains("cuda", StringComparison.Ordinal))
            return $"{trained}.";
        var chains = new ChainFactory(engines); // prepares the real text once
        Seconds(ManySteps); // warm-up: keeps the compilation of the other engine's code out of the measurement
        var step = (Seconds(ManySteps) - Seconds(FewSteps)) / (ManySteps - FewSteps);
        return string.Create(CultureInfo.InvariantCulture,
            $"{trained}; {other.Variant("cpu")} would take about {step * steps:F0} s here (--set model.engine={other.Name}; from "
                + $"{ManySteps - FewSteps} steps measured now).");

        double Seconds(int count)
        {
            var options = arm.Options with
            {
                Engine = arm.Options.Engine with { Engine = other.Name, Device = "cpu" },
                Training = arm.Options.Training with { Steps = count, Epochs = null, Patience = 0 },
            };
            var chain = chains.Create(new Arm(arm.Id, options), folder.Plan.Seeds[0]);
            var clock = Stopwatch.StartNew();
            chain.Parts.Trainer.Train(new TrainingTask
            {
                Corpus = chain.Real.Training,
                Validation = chain.Real.Validation,
                Random = new(folder.Plan.Seeds[0], "cost", 0),
                Threads = threads,
            });
            return clock.Elapsed.TotalSeconds;
        }
    }
}
