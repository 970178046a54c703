using System.Xml;

namespace TextCollapse.Corpora;

/// <summary>Reads the sentences of one XML documentation file.</summary>
internal static class DocumentationReader
{
    private static readonly XmlReaderSettings Settings = new()
    {
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        DtdProcessing = DtdProcessing.Prohibit
    };

    /// <summary>The sentences of each member's summary, remarks, results and exceptions.</summary>
    /// <exception cref="InputException">The file cannot be read, or is not XML.</exception>
    internal static List<Sentence> Sentences(string path)
    {
        var sentences = new List<Sentence>();
        var splitter = new SentenceSplitter(sentences);
        var type = 0;
        try
        {
            using var reader = XmlReader.Create(path, Settings);
            while (reader.Read())
                if (reader.NodeType != XmlNodeType.Element)
                    continue;
                else if (reader.Name is "member" && reader.GetAttribute("name")?.StartsWith("T:", StringComparison.Ordinal) == true)
                    type++;
                else if (reader.Name is "summary" or "remarks" or "returns" or "value" or "exception")
                {
                    Flatten(reader, splitter);
                    splitter.End(type);
                }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException)
        {
            throw new InputException(path,
                $"the documentation cannot be read: {e.Message} Repair the .NET SDK, or set corpus.source to another source.");
        }
        return sentences;
    }

    /// <summary>Appends the text within the reader's current element.</summary>
    private static void Flatten(XmlReader reader, SentenceSplitter text)
    {
        if (reader.IsEmptyElement)
            return;
        for (var depth = reader.Depth; reader.Read() && reader.Depth > depth;)
            switch (reader.NodeType)
            {
                case XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    text.Append(reader.Value.Replace("-or-", "\n\n", StringComparison.Ordinal));
                    break;
                case XmlNodeType.Element when reader.Name is "see" or "seealso" or "paramref" or "typeparamref":
                    text.AppendName(BareName(reader.GetAttribute("langword") ?? reader.GetAttribute("name") ?? reader.GetAttribute("cref")
                        ?? ""));
                    break;
                case XmlNodeType.Element when reader.Name is "code" or "list" or "table":
                    text.Append([' ', SentenceSplitter.NotProse, ' ']);
                    break;
                case XmlNodeType.Element or XmlNodeType.EndElement when reader.Name is "para" or "br" or "item":
                    text.Append("\n\n");
                    break;
            }
    }

    /// <summary>
    /// <c>M:System.Array.GetValue(System.Int32)</c> becomes GetValue, <c>T:System.Func`1</c> becomes Func, and a constructor becomes the
    /// name of its type.
    /// </summary>
    internal static ReadOnlySpan<char> BareName(ReadOnlySpan<char> reference)
    {
        var name = reference.IndexOf('(') is var arguments and >= 0 ? reference[..arguments] : reference;
        if (name.EndsWith(".#ctor"))
            name = name[..^6];
        name = name[(name.LastIndexOfAny('.', ':') + 1)..];
        return name.IndexOfAny('`', '{', '~') is var generic and >= 0 ? name[..generic] : name;
    }
}
