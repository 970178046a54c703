using System.IO.Compression;

namespace TextCollapse.Web.Rooms;

/// <summary>Packs the folder of a run.</summary>
public static class RunArchive
{
    private static readonly string[] LeftOut = ["run.lock", "training.checkpoint"];

    /// <summary>A zip archive of the folder's files in the order of their names; what belongs to the work itself (locks, states) is left out.</summary>
    public static void Write(string folder, Stream zip)
    {
        using var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            if (!LeftOut.Contains(Path.GetFileName(path)) && !path.EndsWith(".tmp", StringComparison.Ordinal))
                archive.CreateEntryFromFile(path, Path.GetRelativePath(folder, path).Replace('\\', '/'), CompressionLevel.Fastest);
    }
}
