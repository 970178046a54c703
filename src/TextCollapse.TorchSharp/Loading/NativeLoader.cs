using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TextCollapse.Corpora;

namespace TextCollapse.Torch;

/// <summary>
/// Loads TorchSharp's native library. TorchSharp 0.107.0's is compiled with GCC 13 and requires GLIBCXX_3.4.32 of the C++ library, more than Debian 12
/// and Ubuntu 22.04 have. The one symbol of that version, <c>std::ios_base_library_init()</c>, marks that the C++ library sets up <c>std::cout</c> by
/// itself; nothing calls it. With an older C++ library libc10 does the same, since it is compiled with an older GCC and is loaded first. So where the
/// ordinary load fails for a version that no relocation uses, a copy of the library is loaded in which this version is optional.
/// </summary>
internal static class NativeLoader
{
    /// <summary>Set to 0, this environment variable allows the package's own file only.</summary>
    internal const string Switch = "TEXTCOLLAPSE_LIBTORCH_PATCH";

    /// <summary>Returns when the library is loaded, before any type of TorchSharp is initialised: that would load it in the ordinary way only.</summary>
    /// <returns>Null where the package's own file is loaded; else what was changed in the copy, and where the copy is.</returns>
    /// <exception cref="DllNotFoundException">The loader's page.</exception>
    /// <exception cref="InvalidDataException">A file of the package is damaged.</exception>
    /// <exception cref="WorkFailedException">A copy would load, but it is not allowed or cannot be written.</exception>
    internal static string? Load(Assembly torch)
    {
        var files = OperatingSystem.IsLinux() ? NativeFiles.Of(torch).InLoadOrder() : [];
        try
        {
            NativeLibrary.Load("LibTorchSharp", torch, null);
            return null;
        }
        catch (DllNotFoundException failure) when (files.Count > 0 && LoaderTrace.Missing(failure.Message) is { } missing && missing.RequiredBy == files[^1])
        {
            return LoadCopy(torch, files, missing);
        }
    }

    private static string LoadCopy(Assembly torch, IReadOnlyList<string> files, MissingVersion missing)
    {
        var original = File.ReadAllBytes(files[^1]);
        byte[] copy;
        try
        {
            copy = VersionRequirement.MakeOptional(original, missing.Version);
        }
        catch (InvalidDataException)
        {
            throw new WorkFailedException(missing.ToString());
        }
        if (Environment.GetEnvironmentVariable(Switch) == "0")
            throw new WorkFailedException($"{missing}; {Switch}=0 forbids to load a copy without this requirement");
        foreach (var needed in files.SkipLast(1))
            NativeLibrary.Load(needed);
        var (library, path) = LibraryCopy.Load(LibraryCopy.PathIn(CacheFolder.Path, original, missing.Version), copy);
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (assembly, name) => assembly == torch && name == "LibTorchSharp" ? library : 0;
        return $"{missing.Version}, which {Path.GetFileName(files[^1])} requires and does not use, is optional in the loaded copy ({path ?? "a temporary file"})";
    }
}
