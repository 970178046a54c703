namespace TextCollapse.Experiments.Analysis;

/// <summary>A file of somebody else's chain.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Arm">Which arm it belongs to.</param>
/// <param name="Number">The number of its generation as its name says it; null for a table with a column of generations.</param>
internal sealed record ForeignFile(string Path, string Arm, long? Number)
{
    private static readonly string[] Texts = [".txt", ".text", ".md"];
    private static readonly string[] Tables = [".jsonl", ".ndjson", ".json", ".csv", ".tsv"];

    /// <summary>The arm of a chain that has no name.</summary>
    public const string OnlyArm = "chain";

    /// <summary>Its extension without <c>.gz</c>, in small letters.</summary>
    public string Extension => ExtensionOf(Path);

    /// <summary>Whether it has rows and columns.</summary>
    public bool IsTable => Tables.Contains(Extension);

    /// <summary>Whether a file in a folder holds text, by its name.</summary>
    public static bool IsRead(string path) => Texts.Contains(ExtensionOf(path)) || Tables.Contains(ExtensionOf(path));

    private static string ExtensionOf(string path)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return System.IO.Path.GetExtension(name).ToLowerInvariant();
    }
}
