using TextCollapse.Models;
using TextCollapse.Studies;

namespace TextCollapse.Cli;

/// <summary>The composition root: the engines and pipelines of this build.</summary>
internal static class EnginesHere
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

    /// <summary>Which engine a cell's settings come to, and why.</summary>
    public static string Describe(Settings settings)
    {
        var chosen = All.Choose(settings);
        var why = settings["model.engine"] == "auto"
            ? chosen is not ManagedEngine ? "torch loads here" : All.All.FirstOrDefault(engine => engine.Unavailable is not null) is { } other ? $"{other.Name}: {other.Unavailable}" : "this build has no TorchSharp"
            : "the study names it";
        return $"engine: {chosen.Variant(settings["model.device"])} ({why})";
    }
}
