using static TorchSharp.torch;

namespace TextCollapse.Torch.Devices;

/// <summary>The devices of the torch engine.</summary>
internal static class TorchDevice
{
    /// <summary>The allowed values of <c>model.device</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["auto", "cpu", "cuda"];

    /// <summary>
    /// Resolves a device name: <c>auto</c> is the first GPU if there is one, else the CPU; <c>cuda:1</c> names one of several GPUs.
    /// </summary>
    /// <exception cref="InputException">There is no such device.</exception>
    /// <exception cref="WorkFailedException">libtorch cannot be loaded.</exception>
    public static string Resolve(string name)
    {
        TorchRuntime.Require();
        var available = TorchRuntime.Status.Devices;
        var resolved = name switch
        {
            "auto" => available[^1] == "cpu" ? "cpu" : available[1],
            "cuda" => "cuda:0",
            _ => name,
        };
        return available.Contains(resolved) ? resolved : throw new InputException("model.device",
            $"'{name}' is not available on this machine; libtorch {TorchRuntime.Status.LibTorchVersion} of this build supports "
                + $"{string.Join(", ", available)}. Choose one of these, or auto."
            + (name.StartsWith("cuda", StringComparison.Ordinal) && available.Count == 1
                ? " A GPU also needs a build with -p:TorchSharpPackage=TorchSharp-cuda-linux (or -windows)."
                : ""));
    }

    /// <summary>Opens a resolved device.</summary>
    internal static Device Open(string resolved) => device(resolved);
}
