namespace TextCollapse.Torch;

/// <summary>Whether libtorch runs on this machine, and on what.</summary>
/// <param name="PackageVersion">The version of TorchSharp in this build: <c>0.107.0</c>.</param>
/// <param name="LibTorchVersion">The version of libtorch it was made for: <c>2.10.0</c>.</param>
/// <param name="Reason">Null where it loads; otherwise why not, in one line.</param>
/// <param name="Devices">What it can compute on, <c>cpu</c> first; empty where it does not load.</param>
public sealed record TorchStatus(string PackageVersion, string LibTorchVersion, string? Reason, IReadOnlyList<string> Devices)
{
    /// <summary>True where libtorch loads.</summary>
    public bool Loads => Reason is null;

    /// <summary>Null where the package's own native library is loaded; else what was changed in the loaded copy, and its path.</summary>
    public string? Adaptation { get; init; }

    /// <summary>One line for people: versions, then the devices or why it does not load.</summary>
    public override string ToString() =>
        $"TorchSharp {PackageVersion}, libtorch {LibTorchVersion}: {Reason ?? string.Join(", ", Devices)}";
}
