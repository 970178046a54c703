namespace TextCollapse.Files;

/// <summary>Folders for results.</summary>
public static class Folders
{
    /// <summary>Makes the folder unless it is there, and gives its path back.</summary>
    /// <exception cref="WorkFailedException">It may not be made there.</exception>
    public static string Create(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new WorkFailedException($"The folder {path} could not be made: {e.Message} Choose another with --out.", e);
        }
    }
}
