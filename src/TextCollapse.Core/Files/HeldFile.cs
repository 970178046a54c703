namespace TextCollapse.Files;

/// <summary>A lock file: the lock is released when the process that holds it ends for any reason.</summary>
public static class HeldFile
{
    /// <summary>Opens the file exclusively; returns null while another process holds it.</summary>
    /// <exception cref="WorkFailedException">The file cannot be written: the folder or disk is read-only or missing.</exception>
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
                $"The folder {Path.GetDirectoryName(path)} is not writable: {e.Message} Make it writable, or choose another with "
                + $"--out.", e);
        }
    }

    /// <summary>
    /// EAGAIN on Linux, EWOULDBLOCK on macOS, ERROR_SHARING_VIOLATION on Windows; any other error (a read-only disk) does not mean that
    /// another process holds the lock.
    /// </summary>
    private static bool IsHeld(IOException e) => (e.HResult & 0xFFFF) is 11 or 35 or 32;
}
