using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TextCollapse.Corpora;

namespace TextCollapse.Torch;

/// <summary>
/// Loads TorchSharp's native library. TorchSharp 0.107.0's is compiled with GCC 13 and requires GLIBCXX_3.4.32 of the C++ library, more
/// than Debian 12 and Ubuntu 22.04 have. The one symbol of that version, <c>std::ios_base_library_init()</c>, marks that the C++ library
/// sets up <c>std::cout</c> by itself; nothing calls it. With an older C++ library libc10 does the same: it is compiled with an older GCC
/// and loaded first. So where the ordinary load fails for a version that no relocation uses, a copy is loaded that has it optional.
/// </summary>
internal static class NativeLoader
{
    /// <summary>Set to 0, this environment variable allows the package's own file only.</summary>
    internal const string Switch = "TEXTCOLLAPSE_LIBTORCH_PATCH";

    // As TorchSharp calls it.
    private const string Name = "LibTorchSharp";

    /// <summary>Loads the library, before any type of TorchSharp is initialised: that would try the ordinary way only, and once.</summary>
    /// <returns>Null where the package's own file is loaded; else what was changed in the copy, and where the copy is.</returns>
    /// <exception cref="DllNotFoundException">The loader's page.</exception>
    /// <exception cref="InvalidDataException">A file of the package is damaged.</exception>
    /// <exception cref="WorkFailedException">A copy would load, but it is not allowed or cannot be written.</exception>
    internal static string? Load(Assembly torch)
    {
        var files = OperatingSystem.IsLinux() ? NativeFiles.Of(torch).InLoadOrder() : [];
        try
        {
            NativeLibrary.Load(Name, torch, null);
            return null;
        }
        catch (DllNotFoundException failure) when (files.Count > 0 && LoaderTrace.Missing(failure.Message) is { } missing
            && Path.GetFileName(missing.RequiredBy) == NativeFiles.LibTorchSharp)
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
        Resolve(torch, library);
        return $"{missing.Version}, which {NativeFiles.LibTorchSharp} requires and does not use, is optional in the loaded copy "
            + $"({path ?? "a temporary file"})";
    }

    private static void Resolve(Assembly torch, nint library)
    {
        nint Find(string name) => name == Name ? library : 0;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (assembly, name) => assembly == torch ? Find(name) : 0;
        try
        {
            // The event comes after a search that fails, half a millisecond for each native function; this comes before it.
            NativeLibrary.SetDllImportResolver(torch, (name, _, _) => Find(name));
        }
        catch (InvalidOperationException)
        {
            // The program has set its own; the event is enough.
        }
    }
}
