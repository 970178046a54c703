using System.Text;
using TextCollapse.Corpora;

namespace TextCollapse.Metrics;

/// <summary>Documents as symbols, with the original strings for metrics that are defined on words or bytes.</summary>
public sealed class MeasuredText
{
    private readonly Func<int, string> _string;
    private readonly Lazy<IReadOnlyList<string>> _strings;

    private MeasuredText(IReadOnlyList<Document> documents, TextUnit unit, Alphabet? alphabet, Func<int, string> stringOf)
    {
        (Documents, Unit, Alphabet, _string) = (documents, unit, alphabet, stringOf);
        Characters = documents.Sum(document => (long)document.Length);
        _strings = new(() => [.. Enumerable.Range(0, documents.Count).Select(stringOf)]);
    }

    /// <summary>The documents.</summary>
    public IReadOnlyList<Document> Documents { get; }

    /// <summary>The unit of a symbol.</summary>
    public TextUnit Unit { get; }

    /// <summary>The alphabet that numbers the symbols, if the text is a corpus; else null.</summary>
    public Alphabet? Alphabet { get; }

    /// <summary>The number of symbols in all documents.</summary>
    public long Characters { get; }

    /// <summary>The documents as strings.</summary>
    public IReadOnlyList<string> Strings => _strings.Value;

    /// <summary>A corpus in Unicode scalars, numbered by its alphabet.</summary>
    public static MeasuredText Of(Corpus corpus)
        => new(corpus.Documents, TextUnit.Scalar, corpus.Alphabet, d => corpus.Alphabet.Decode(corpus.Documents[d].Symbols.Span));

    /// <summary>Strings in a coding, which must be shared by texts that are compared.</summary>
    public static MeasuredText Of(IReadOnlyList<string> documents, TextCoding coding)
        => new([.. documents.Select(text => new Document(coding.Encode(text), default))], coding.Unit, null, d => documents[d]);

    /// <summary>A subset of the documents, by index.</summary>
    public MeasuredText Part(IReadOnlyList<int> indices)
        => new([.. indices.Select(d => Documents[d])], Unit, Alphabet, d => _string(indices[d]));

    /// <summary>The first documents up to exactly <paramref name="characters"/> characters, the last one cut.</summary>
    public MeasuredText Take(long characters)
    {
        if (characters >= Characters)
            return this;
        var taken = new List<Document>();
        foreach (var document in Documents)
        {
            if (characters <= 0)
                break;
            taken.Add(document with { Symbols = document.Symbols[..(int)Math.Min(characters, document.Length)] });
            characters -= document.Length;
        }
        return new(taken, Unit, Alphabet, d => taken[d].Length == Documents[d].Length ? _string(d) : Cut(_string(d), taken[d].Length));
    }

    private string Cut(string text, int length) => Unit switch
    {
        TextUnit.Utf16 => text[..length],
        TextUnit.Byte => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text).AsSpan(0, length)),
        _ => string.Concat(text.EnumerateRunes().Take(length)),
    };
}
