namespace TextCollapse.Torch.Tests.Loading;

/// <summary>A test of the files of TorchSharp's package for Linux; skipped where the build is for another system.</summary>
internal sealed class PackageFactAttribute : FactAttribute
{
    public PackageFactAttribute() =>
        Skip = File.Exists(PathOf(NativeFiles.LibTorchSharp)) ? null : "this build has no native libraries for Linux on x86-64";

    internal static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", name);
}
