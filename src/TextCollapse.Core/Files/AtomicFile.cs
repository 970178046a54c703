namespace TextCollapse.Files;

/// <summary>
/// Writes files atomically: a path holds either the old content or all of the new content. Writes to a temporary name, flushes to disk,
/// renames, and flushes the folder.
/// </summary>
public static class AtomicFile
{
    /// <summary>
    /// Lets <paramref name="write"/> fill a stream whose content replaces <paramref name="path"/> on return. On an exception, the old file
    /// stays.
    /// </summary>
    /// <exception cref="WorkFailedException">The disk is full, or the folder is not writable.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        // Processes on different machines that share a folder can have the same id.
        var temporary = $"{path}.{Environment.MachineName}-{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
            FlushedFolder.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw new WorkFailedException($"{path} could not be written: {e.Message} {WayOut(e)}, then run the same command again; what "
                + "was finished before is kept.", e);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    /// <summary>Writes UTF-8 text without a byte-order mark.</summary>
    public static void WriteText(string path, string text) => WriteBytes(path, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes to a file.</summary>
    public static void WriteBytes(string path, byte[] bytes) => Write(path, stream => stream.Write(bytes));

    /// <summary>What helps against this failure. A disk that is full has its own code on every system; so has a full quota.</summary>
    private static string WayOut(Exception failure) => failure switch
    {
        DirectoryNotFoundException => "Make the folder or choose another one",
        UnauthorizedAccessException => "Make it writable or choose another folder",
        _ when (failure.HResult & 0xFFFF) is 28 or 122 or 0x70 or 0x27 => "Free some space or choose another folder with --out",
        _ => "Choose another folder",
    };

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing reads the leftover file; the first error is the one to report.
        }
    }
}
