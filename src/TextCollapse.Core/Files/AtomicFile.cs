namespace TextCollapse.Files;

/// <summary>
/// Writes a file so that its name holds either the old content or all of the new one, never a part: temporary name, flush to disk, rename,
/// and the new name flushed too.
/// </summary>
public static class AtomicFile
{
    /// <summary>
    /// Lets <paramref name="write"/> fill a stream that becomes <paramref name="path"/> when it returns; on an exception the old file
    /// stays.
    /// </summary>
    /// <exception cref="WorkFailedException">The disk is full, or the folder may not be written to.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        // Machines that share a folder may well have the same process numbers.
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

    /// <summary>Writes bytes.</summary>
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
            // The leftover has a name that nothing reads; the first error is the one worth telling.
        }
    }
}
