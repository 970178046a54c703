using TextCollapse.Files;

namespace TextCollapse.Claims.Pages;

/// <summary>The result files at the top of a folder of claims.</summary>
public static class ClaimsPages
{
    /// <summary>Writes all files and returns their paths.</summary>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<ClaimResult> results)
    {
        (string Name, string Text)[] files = [("claims.html", ClaimsHtml.Of(results)), ("claims.md", ClaimsMarkdown.Of(results)),
            ("claims.csv", ClaimsCsv.Of(results))];
        foreach (var (name, text) in files)
            AtomicFile.WriteText(Path.Combine(Folders.Create(folder), name), text);
        return [.. files.Select(file => Path.Combine(folder, file.Name))];
    }
}
