using TextCollapse.Corpora;

namespace TextCollapse.Cli.Commands;

/// <summary>Texts as commands name them.</summary>
internal static class TextWords
{
    /// <summary>A text source by the name a command gives it: a file or folder by its path, or any source of a study.</summary>
    public static ITextSource Source(string name) => TextSource.Parse(Path.Exists(name) ? $"file:{name}" : name);
}
