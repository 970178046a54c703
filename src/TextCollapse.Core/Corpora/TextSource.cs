using TextCollapse.Corpora.Glyphs;
using TextCollapse.Corpora.Mazes;

namespace TextCollapse.Corpora;

/// <summary>
/// Text sources by the name a study gives them: one of <see cref="Kinds"/>, the name of a public text (<c>tiny-shakespeare</c>), or the
/// path of a file or folder.
/// </summary>
public static class TextSource
{
    /// <summary>The kinds of sources that need no download.</summary>
    public static IReadOnlyList<TextSourceKind> Kinds { get; } =
        [DotnetDocs.Kind, GrammarText.Kind, ZipfText.Kind, GlyphText.Kind, MazeText.Kind, FileText.Kind];

    /// <summary>The texts that the classroom page offers.</summary>
    public static IReadOnlyList<ClassroomText> ForClassroom { get; } = [.. Kinds.SelectMany(kind => kind.ForClassroom)];

    /// <summary>Creates the source of that name, without reading it.</summary>
    /// <exception cref="InputException">There is no such source: the message suggests the nearest name and lists all.</exception>
    public static ITextSource Parse(string name)
    {
        var (prefix, rest) = name.IndexOf(':') is var colon and >= 0 ? (name[..colon], name[(colon + 1)..]) : (name, null);
        if (Kinds.FirstOrDefault(kind => kind.Prefix == prefix)?.Open(name, rest) is { } source)
            return source;
        if (PublicText.All.FirstOrDefault(text => text.Name == name) is { } text)
            return new DownloadedText(text, TextCache.OfUser);
        return Path.Exists(name) ? new FileText(name) : throw Unknown(name);
    }

    private static InputException Unknown(string name)
    {
        string[] known = [.. Kinds.SelectMany(kind => kind.Names.Append(kind.Form)).Distinct(), .. PublicText.All
            .Select(text => text.Name)];
        var nearest = Nearest.To(name, known);
        return new InputException("corpus.source",
            $"there is no source '{name}'.{(nearest is null ? "" : $" Did you mean {nearest}?")} Sources: {string.Join(", ", known)}.");
    }
}
