using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TextCollapse.Corpora;

namespace TextCollapse.Torch;

/// <summary>
/// Loads TorchSharp's native library. That of TorchSharp 0.107.0 is compiled with GCC 13 and requires GLIBCXX_3.4.32 of the C++ library,
/// which Debian 12 and Ubuntu 22.04 do not have. The only symbol of that version, <c>std::ios_base_library_init()</c>, marks that the C++
/// library initialises <c>std::cout</c> itself; nothing calls it. With an older C++ library, libc10 does the initialisation: it is compiled
/// with an older GCC and loaded first. Therefore, if the normal load fails because of a version that no relocation uses, a copy in which
/// this version is optional is loaded instead.
/// </summary>
internal static class NativeLoader
{
    /// <summary>An environment variable; with the value 0 only the package's own file is loaded.</summary>
    internal const string Switch = "TEXTCOLLAPSE_LIBTORCH_PATCH";

    // The name that TorchSharp uses.
    private const string Name = "LibTorchSharp";

    /// <summary>
    /// Loads the library. Call this before any type of TorchSharp is initialised, because that attempts the normal load, and only once.
    /// </summary>
    /// <returns>Null if the package's own file was loaded; else a description of the change and the path of the copy.</returns>
    /// <exception cref="DllNotFoundException">The error message of the loader.</exception>
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
            throw new WorkFailedException($"{missing}; {Switch}=0 forbids loading a copy without this requirement");
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
            // The event is raised only after a failed search, which takes half a millisecond per native function; this resolver runs before
            // the search.
            NativeLibrary.SetDllImportResolver(torch, (name, _, _) => Find(name));
        }
        catch (InvalidOperationException)
        {
            // The program has set its own resolver; the event suffices.
        }
    }
}
