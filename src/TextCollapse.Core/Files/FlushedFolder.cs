using System.Runtime.InteropServices;

namespace TextCollapse.Files;

/// <summary>
/// Puts the names in a folder on disk, so that a rename outlasts the power. .NET opens no folders; Linux and macOS do, and Windows needs it
/// not, for its file system writes names down in order.
/// </summary>
internal static partial class FlushedFolder
{
    /// <summary>Flushes what may be flushed; a file system that cannot is left as it is.</summary>
    public static void Flush(string path)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            return;
        var folder = Open(path, 0);
        if (folder < 0)
            return;
        _ = Sync(folder);
        _ = Close(folder);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
