namespace TextCollapse.Torch;

/// <summary>Whether libtorch runs on this machine, and on which devices.</summary>
/// <param name="PackageVersion">The version of TorchSharp in this build: <c>0.107.0</c>.</param>
/// <param name="LibTorchVersion">The version of libtorch that it wraps: <c>2.10.0</c>.</param>
/// <param name="Reason">Null if it loads; otherwise the reason why not, in one line.</param>
/// <param name="Devices">The available devices, <c>cpu</c> first; empty if it does not load.</param>
public sealed record TorchStatus(string PackageVersion, string LibTorchVersion, string? Reason, IReadOnlyList<string> Devices)
{
    /// <summary>True if libtorch loads.</summary>
    public bool Loads => Reason is null;

    /// <summary>
    /// Null if the package's own native library is loaded; else a description of the change in the loaded copy and its path.
    /// </summary>
    public string? Adaptation { get; init; }

    /// <summary>Display text in one line: versions, then the devices or why it does not load.</summary>
    public override string ToString() =>
        $"TorchSharp {PackageVersion}, libtorch {LibTorchVersion}: {Reason ?? string.Join(", ", Devices)}";
}
