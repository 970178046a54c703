using System.Reflection;
using System.Runtime.InteropServices;

namespace TextCollapse.Torch;

/// <summary>The native libraries of TorchSharp on Linux, in the folders that the runtime searches.</summary>
/// <param name="folders">The folders to search, in this order.</param>
internal sealed class NativeFiles(IReadOnlyList<string> folders)
{
    /// <summary>The library that TorchSharp calls; the others are its dependencies.</summary>
    internal const string LibTorchSharp = "libLibTorchSharp.so";

    /// <summary>The native libraries of an assembly.</summary>
    internal static NativeFiles Of(Assembly assembly)
    {
        var list = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        var known = list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return new NativeFiles([.. known, Path.GetDirectoryName(assembly.Location) ?? "", AppContext.BaseDirectory]);
    }

    /// <summary>
    /// The library that TorchSharp calls and its dependencies, as far as they are in these folders, each after its own dependencies; empty
    /// if there is none. All are checked, because the loader trusts the tables of a file and a truncated file ends the process with a
    /// signal.
    /// </summary>
    /// <exception cref="InvalidDataException">A library is damaged or built for another processor; the message names it.</exception>
    internal IReadOnlyList<string> InLoadOrder()
    {
        var order = new List<string>();
        Add(LibTorchSharp, order, []);
        return order;
    }

    private void Add(string name, List<string> order, HashSet<string> seen)
    {
        if (!seen.Add(name) || folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is not { } path)
            return;
        foreach (var needed in Needed(path))
            Add(needed, order, seen);
        order.Add(path);
    }

    private static IReadOnlyList<string> Needed(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var elf = new ElfFile(file);
            if (elf.Machine != Machine)
                throw new InvalidDataException($"is built for another processor (ELF machine {elf.Machine}; this process needs {Machine})");
            return elf.Needed;
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException($"{path} {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read ({failure.Message.TrimEnd('.')})", failure);
        }
    }

    private static ushort Machine => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? (ushort)183 : (ushort)62;
}
