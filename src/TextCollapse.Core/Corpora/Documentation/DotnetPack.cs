using System.Runtime.InteropServices;

namespace TextCollapse.Corpora;

/// <summary>Finds the reference assemblies' documentation of the .NET SDKs on this machine.</summary>
internal static class DotnetPack
{
    /// <summary>The folder of documentation files of the newest version.</summary>
    /// <exception cref="InputException">There is none; the message lists the folders that were searched.</exception>
    internal static string Newest()
    {
        var roots = Roots().Distinct().ToArray();
        return roots.Select(NewestIn).FirstOrDefault(folder => folder is not null)
            ?? throw new InputException("dotnet-docs",
                $"no XML documentation of the .NET SDK was found (packs/Microsoft.NETCore.App.Ref under {string.Join(", ", roots)}). " +
                "Install the .NET SDK, set DOTNET_ROOT to its folder, or use another source: grammar:stories needs no files, "
                    + "file:PATH reads your own text.");
    }

    /// <summary>The newest documentation under one installation, or null.</summary>
    internal static string? NewestIn(string root)
    {
        var packs = new DirectoryInfo(Path.Combine(root, "packs", "Microsoft.NETCore.App.Ref"));
        return !packs.Exists ? null : packs.EnumerateDirectories()
            .Where(pack => System.Version.TryParse(pack.Name.Split('-')[0], out _))
            .OrderByDescending(pack => System.Version.Parse(pack.Name.Split('-')[0]))
                .ThenByDescending(pack => pack.Name, StringComparer.Ordinal)
            .Select(pack => new DirectoryInfo(Path.Combine(pack.FullName, "ref")))
            .Where(reference => reference.Exists)
            .SelectMany(reference => reference.EnumerateDirectories().OrderByDescending(folder => folder.Name, StringComparer.Ordinal))
            .FirstOrDefault(folder => folder.EnumerateFiles("*.xml").Any())?.FullName;
    }

    private static IEnumerable<string> Roots()
    {
        // …/shared/Microsoft.NETCore.App/10.0.0/ is the folder of the running runtime.
        yield return Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root)
            yield return Path.GetFullPath(root);
        var command = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            if (new FileInfo(Path.Combine(folder, command)) is { Exists: true } file)
                yield return Path.GetDirectoryName(file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName)!;
        yield return OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "dotnet")
            : "/usr/share/dotnet";
        yield return "/usr/lib/dotnet";
        yield return "/usr/local/share/dotnet";
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet");
    }
}
