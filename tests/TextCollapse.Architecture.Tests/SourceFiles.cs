using TextCollapse.Tests;

namespace TextCollapse.Architecture.Tests;

/// <summary>The sources of the checkout that these tests were built from.</summary>
internal static class SourceFiles
{
    /// <summary>All files of <c>src</c> that match a pattern, without what a build writes.</summary>
    public static IEnumerable<string> Matching(string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), pattern, SearchOption.AllDirectories)
            .Where(path => !Relative(path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    /// <summary>A path as it stands in the repository.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Repository.Root, path);
}
