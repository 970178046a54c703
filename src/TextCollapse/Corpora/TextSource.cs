using TextCollapse.Corpora.Glyphs;
using TextCollapse.Corpora.Mazes;

namespace TextCollapse.Corpora;

/// <summary>
/// Text sources by the name a study gives them: <c>dotnet-docs</c>, <c>file:PATH</c>, <c>grammar:NAME</c>
/// (or <c>grammar:PATH.txt</c>), <c>zipf:TYPES,EXPONENT</c>, <c>glyphs:</c>, <c>maze:</c>, or the name of a public text (<c>tiny-shakespeare</c>).
/// </summary>
public static class TextSource
{
    /// <summary>The source of that name. Nothing is read yet.</summary>
    /// <exception cref="InputException">There is no such source: the message names the nearest and lists all.</exception>
    public static ITextSource Parse(string name)
    {
        var (kind, words) = name.IndexOf(':') is var colon and >= 0 ? (name[..colon], name[(colon + 1)..]) : (name, null);
        return (kind, words) switch
        {
            ("file", { Length: > 0 }) => new FileText(words),
            ("zipf", not null) => ZipfText.Parse(name, words),
            ("grammar", { Length: > 0 }) => new GrammarText(words.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
                ? Grammar.Parse(string.Concat(new TextFile(words).Read(long.MaxValue, default)), words) : Grammar.Named(words), name),
            ("glyphs", "") => new GlyphText(),
            ("maze", "") => new MazeText(),
            ("dotnet-docs", null) => new DotnetDocs(),
            (_, null) when PublicText.All.FirstOrDefault(text => text.Name == name) is { } text => new DownloadedText(text, TextCache.OfUser),
            _ => throw Unknown(name),
        };
    }

    private static InputException Unknown(string name)
    {
        string[] known = ["dotnet-docs", "file:PATH", .. Grammar.Names.Select(grammar => "grammar:" + grammar), "zipf:TYPES,EXPONENT", "glyphs:", "maze:", .. PublicText.All.Select(text => text.Name)];
        var nearest = File.Exists(name) || Directory.Exists(name) ? $"file:{name}" : Nearest.To(name, known);
        return new InputException("corpus.source", $"there is no source '{name}'.{(nearest is null ? "" : $" Did you mean {nearest}?")} Sources: {string.Join(", ", known)}.");
    }
}
