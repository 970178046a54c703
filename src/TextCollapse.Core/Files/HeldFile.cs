namespace TextCollapse.Files;

/// <summary>A lock that is an open file: it falls with the process that held it, however that ended.</summary>
public static class HeldFile
{
    /// <summary>Opens the file for this process alone; null while another holds it.</summary>
    /// <exception cref="WorkFailedException">It may not be written: the folder or the disk is read-only, or gone.</exception>
    public static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WorkFailedException(
                $"The folder {Path.GetDirectoryName(path)} may not be written to: {e.Message} Make it writable, or choose another with "
                + $"--out.", e);
        }
    }

    /// <summary>
    /// EAGAIN on Linux, EWOULDBLOCK on macOS, ERROR_SHARING_VIOLATION on Windows; anything else (a read-only disk) is no neighbour.
    /// </summary>
    private static bool IsHeld(IOException e) => (e.HResult & 0xFFFF) is 11 or 35 or 32;
}
