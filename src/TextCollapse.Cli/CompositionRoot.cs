using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Models;

namespace TextCollapse.Cli;

/// <summary>The composition root: the engines and pipelines of this build.</summary>
internal static class CompositionRoot
{
#if HAS_TORCHSHARP
    public static Engines All { get; } = new(new Torch.TorchEngine());
#else
    public static Engines All { get; } = new();
#endif

#if HAS_MLNET
    public static Pipelines Pipelines { get; } = MLNet.MLNetStatus.Here is { Unavailable: { } why } status
        ? new(unavailable: $"ML.NET {status.Version} does not work on this machine: {why.TrimEnd('.')}") : new(new MLNet.MLNetPipeline());
#else
    public static Pipelines Pipelines { get; } = new();
#endif

    /// <summary>Rejects a plan whose engine or measuring pipeline cannot be used here, before anything is written or printed.</summary>
    /// <exception cref="InputException">It is not in this build, or cannot be used on this machine.</exception>
    public static void Check(StudyPlan plan)
    {
        foreach (var arm in plan.Arms)
        {
            _ = All.Choose(arm.Options);
            _ = Pipelines.Choose(arm.Options);
        }
    }

    /// <summary>The engine that an arm's options select, and the reason.</summary>
    public static string Describe(ArmOptions arm)
    {
        var chosen = All.Choose(arm);
        return $"engine: {chosen.Variant(arm.Engine.Device)}, {Why(arm, chosen)}";
    }

    private static string Why(ArmOptions arm, IEngine chosen)
    {
        if (arm.Engine.Engine != "auto")
            return $"as set by model.engine: {arm.Engine.Engine}";
        if (chosen is not ManagedEngine)
            return "which model.engine: auto selects wherever it loads";
        return All.All.FirstOrDefault(engine => engine.Unavailable is not null) is { } other
            ? $"because {other.Name} cannot be used: {other.Unavailable}"
            : "because this build has no TorchSharp";
    }
}
