using TextCollapse.Corpora;

namespace TextCollapse.Cli.Commands;

/// <summary>Text sources as arguments of commands.</summary>
internal static class TextWords
{
    /// <summary>The source that an argument names: the path of a file or folder, or a text source as in a study file.</summary>
    public static ITextSource Source(string name) => TextSource.Parse(Path.Exists(name) ? $"file:{name}" : name);

    /// <summary>Warns if the extension of a file indicates that it is not plain text, because its markup is read as text.</summary>
    public static void WarnOfMarkup(Terminal terminal, string name)
    {
        if (Path.GetExtension(name).ToLowerInvariant() is ".jsonl" or ".ndjson" or ".json" or ".csv" or ".tsv" or ".xml" or ".html"
            or ".htm" or ".parquet")
            terminal.Error($"Warning: {name} is read as plain text, including its markup and field names. Extract the texts first, with a "
                + "form feed between documents; for JSON lines, for example, with: jq -rj '.text + \"\\f\"' FILE.");
    }

    /// <summary>All documents of a text.</summary>
    /// <exception cref="InputException">It is a distribution, cannot be read, or is not clean text.</exception>
    public static IReadOnlyList<string> Read(string name, int documentLength, CancellationToken cancellation)
        => Found(name).Read(long.MaxValue, documentLength, cancellation);

    /// <summary>A finite text, as opposed to a distribution that texts are sampled from.</summary>
    public static IFoundText Found(string name) => Source(name) as IFoundText
        ?? throw new InputException(name, "is a distribution to sample from, not a text; give a file or a folder.");
}
