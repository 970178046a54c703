namespace TextCollapse.Cli.Tests;

/// <summary>The progress of a killed run, determined from its files.</summary>
internal static class KillStage
{
    public const string AtRename = "between a write and its rename";

    /// <summary>The stage of a run whose folder held the files <paramref name="tornBefore"/> under temporary names when it started.</summary>
    public static string Of(string folder, IReadOnlySet<string> tornBefore, int generations)
    {
        var done = Files(folder).Count(path => Path.GetFileName(path) == "done.json");
        var begun = Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder, "gen-*", SearchOption.AllDirectories).Count(generation => !File.Exists(Path.Combine(generation, "done.json"))) : 0;
        return Torn(folder).Except(tornBefore).Any() ? AtRename
            : !Files(folder).Any() ? "before its first file"
            : begun > 0 ? "within a generation"
            : done == 0 ? "before its first generation"
            : done < generations ? "between generations"
            : "after its last generation";
    }

    /// <summary>Files under their final names.</summary>
    public static int Finished(string folder) => Files(folder).Count(path => !IsTemporary(path));

    /// <summary>Files that were written and never renamed.</summary>
    public static HashSet<string> Torn(string folder) => [.. Files(folder).Where(IsTemporary)];

    public static bool IsTemporary(string path) => path.EndsWith(".tmp", StringComparison.Ordinal);

    /// <summary>Every file of a run; none while it has no folder.</summary>
    public static string[] Files(string folder)
    {
        try
        {
            return Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        }
        catch (DirectoryNotFoundException)
        {
            return []; // not started
        }
    }
}
