using TextCollapse.Corpora;

namespace TextCollapse.Metrics;

/// <summary>Documents as symbols, with the strings they came from for the few metrics that are defined on words or bytes.</summary>
public sealed class MeasuredText
{
    private readonly Lazy<IReadOnlyList<string>> _strings;

    private MeasuredText(IReadOnlyList<Document> documents, TextUnit unit, Func<IReadOnlyList<string>> strings)
    {
        (Documents, Unit, _strings) = (documents, unit, new(strings));
        Characters = documents.Sum(document => (long)document.Length);
    }

    /// <summary>The documents.</summary>
    public IReadOnlyList<Document> Documents { get; }

    /// <summary>What one symbol is.</summary>
    public TextUnit Unit { get; }

    /// <summary>Symbols over all documents.</summary>
    public long Characters { get; }

    /// <summary>The documents as strings.</summary>
    public IReadOnlyList<string> Strings => _strings.Value;

    /// <summary>A corpus in Unicode scalars, numbered by its alphabet.</summary>
    public static MeasuredText Of(Corpus corpus)
        => new(corpus.Documents, TextUnit.Scalar, () => [.. corpus.Documents.Select(document => corpus.Alphabet.Decode(document.Symbols.Span))]);

    /// <summary>Strings in a coding, which texts that are compared share.</summary>
    public static MeasuredText Of(IReadOnlyList<string> documents, TextCoding coding)
        => new([.. documents.Select(text => new Document(coding.Encode(text), default))], coding.Unit, () => documents);
}
