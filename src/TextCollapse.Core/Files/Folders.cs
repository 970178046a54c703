namespace TextCollapse.Files;

/// <summary>Folders for results.</summary>
public static class Folders
{
    /// <summary>Creates the folder if it does not exist, and returns its path.</summary>
    /// <exception cref="WorkFailedException">It cannot be created.</exception>
    public static string Create(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new WorkFailedException($"The folder {path} could not be created: {e.Message} Choose another with --out.", e);
        }
    }
}
