using System.Runtime.InteropServices;

namespace TextCollapse.Files;

/// <summary>
/// Flushes the entries of a folder to disk, so that a rename survives a power failure. .NET cannot open folders, so this calls the C
/// library on Linux and macOS. Windows does not need it: its file system writes names in order.
/// </summary>
internal static partial class FlushedFolder
{
    /// <summary>Flushes the folder; ignores file systems that do not support it.</summary>
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
