using TextCollapse.Studies;

namespace TextCollapse.Cli;

/// <summary>The composition root: the engines of this build.</summary>
internal static class EnginesHere
{
#if HAS_TORCHSHARP
    public static Engines All { get; } = new(new Torch.TorchEngine());
#else
    public static Engines All { get; } = new();
#endif
}
