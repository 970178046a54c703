using System.Text;
using System.Text.RegularExpressions;

namespace TextCollapse.Torch;

/// <summary>A symbol version that a library on this machine lacks.</summary>
/// <param name="Library">The path of that library.</param>
/// <param name="Version">The version: <c>GLIBCXX_3.4.32</c>.</param>
/// <param name="RequiredBy">The path of the library that requires it; empty if unknown.</param>
internal sealed record MissingVersion(string Library, string Version, string RequiredBy)
{
    /// <summary>What is required, what is available and the way out: one sentence without a full stop.</summary>
    public override string ToString()
    {
        var cause = $"libtorch needs {Version}, and {Library} has {Newest(Library, Version.Split('_')[0]) ?? "an older one"}";
        var folders = (Environment.GetEnvironmentVariable("LD_LIBRARY_PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return folders.Contains(Path.GetDirectoryName(Library))
            ? $"{cause}; it was found through LD_LIBRARY_PATH, so remove its folder from there"
            : $"{cause}; a newer Linux has it (Debian 12, Ubuntu 22.04 or later)";
    }

    /// <summary>The newest version of a set that a library defines (<c>3.4.30</c> of <c>GLIBCXX</c>); null if it cannot be read.</summary>
    internal static string? Newest(string library, string tag)
    {
        try
        {
            var versions = Regex.Matches(Encoding.Latin1.GetString(File.ReadAllBytes(library)), $@"\b{tag}_(\d+(?:\.\d+)+)\0");
            return versions.Select(match => System.Version.Parse(match.Groups[1].Value)).DefaultIfEmpty().Max()?.ToString();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
