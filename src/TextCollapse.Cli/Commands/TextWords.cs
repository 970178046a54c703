using TextCollapse.Corpora;

namespace TextCollapse.Cli.Commands;

/// <summary>Text sources as arguments of commands.</summary>
internal static class TextWords
{
    /// <summary>The source that an argument names: the path of a file or folder, or a text source as in a study file.</summary>
    public static ITextSource Source(string name) => TextSource.Parse(Path.Exists(name) ? $"file:{name}" : name);
}
