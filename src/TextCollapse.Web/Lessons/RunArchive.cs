using System.IO.Compression;

namespace TextCollapse.Web.Lessons;

/// <summary>Packs a run's folder.</summary>
internal static class RunArchive
{
    /// <summary>
    /// Writes a zip archive of the folder's files in order of their names, without lock files and files of a training in progress.
    /// </summary>
    public static void Write(string folder, Stream zip)
    {
        using var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true);
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsResult);
        foreach (var path in files.Order(StringComparer.Ordinal))
            archive.CreateEntryFromFile(path, Path.GetRelativePath(folder, path).Replace('\\', '/'), CompressionLevel.Fastest);
    }

    private static bool IsResult(string path) =>
        Path.GetExtension(path) is not (".lock" or ".tmp")
        && !Path.GetFileName(path).StartsWith("training.checkpoint", StringComparison.Ordinal);
}
