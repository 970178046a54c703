namespace TextCollapse.Corpora;

/// <summary>The per-user cache folder.</summary>
public static class CacheFolder
{
    /// <summary><c>TEXTCOLLAPSE_CACHE</c>, else <c>textcollapse</c> in <c>XDG_CACHE_HOME</c>, else in the system's cache folder.</summary>
    public static string Path => Environment.GetEnvironmentVariable("TEXTCOLLAPSE_CACHE") is { Length: > 0 } own
        ? System.IO.Path.GetFullPath(own)
        : System.IO.Path.Combine(SystemFolder(), "textcollapse");

    private static string SystemFolder()
    {
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg && System.IO.Path.IsPathRooted(xdg))
            return xdg;
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return OperatingSystem.IsMacOS() ? System.IO.Path.Combine(home, "Library", "Caches") : System.IO.Path.Combine(home, ".cache");
    }
}
