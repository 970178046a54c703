using System.IO.Compression;

namespace TextCollapse.Web.Rooms;

/// <summary>Packs the folder of a run.</summary>
public static class RunArchive
{
    /// <summary>A zip archive of the folder's files in the order of their names; what belongs to the work itself (locks, states) is left out.</summary>
    public static void Write(string folder, Stream zip)
    {
        using var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true);
        // A lock is the open file of whoever holds it; a state belongs to a training that is under way.
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            if (Path.GetExtension(path) is not (".lock" or ".tmp") && !Path.GetFileName(path).StartsWith("training.checkpoint", StringComparison.Ordinal))
                archive.CreateEntryFromFile(path, Path.GetRelativePath(folder, path).Replace('\\', '/'), CompressionLevel.Fastest);
    }
}
