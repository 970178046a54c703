using static TorchSharp.torch;

namespace TextCollapse.Torch.Devices;

/// <summary>Where the torch engine computes.</summary>
internal static class TorchDevice
{
    /// <summary>What <c>model.device</c> may say.</summary>
    public static IReadOnlyList<string> Names { get; } = ["auto", "cpu", "cuda"];

    /// <summary>
    /// The device that a name stands for: <c>auto</c> is the first GPU where there is one, else the CPU. <c>cuda:1</c> names one of
    /// several.
    /// </summary>
    /// <exception cref="InputException">There is no such device.</exception>
    /// <exception cref="WorkFailedException">libtorch does not load here.</exception>
    public static string Resolve(string name)
    {
        TorchRuntime.Require();
        var there = TorchRuntime.Status.Devices;
        var wanted = name switch
        {
            "auto" => there[^1] == "cpu" ? "cpu" : there[1],
            "cuda" => "cuda:0",
            _ => name,
        };
        return there.Contains(wanted) ? wanted : throw new InputException("model.device",
            $"'{name}' is not on this machine; libtorch {TorchRuntime.Status.LibTorchVersion} of this build sees "
                + $"{string.Join(", ", there)}. Choose one of these, or auto."
            + (name.StartsWith("cuda", StringComparison.Ordinal) && there.Count == 1
                ? " A GPU also takes a build with -p:TorchSharpPackage=TorchSharp-cuda-linux (or -windows)."
                : ""));
    }

    /// <summary>Opens a resolved device.</summary>
    internal static Device Open(string resolved) => device(resolved);
}
