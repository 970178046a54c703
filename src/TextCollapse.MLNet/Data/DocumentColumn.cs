using Microsoft.ML;
using Microsoft.ML.Data;
using TextCollapse.Corpora;
using TextCollapse.Metrics;

namespace TextCollapse.MLNet;

/// <summary>Reads documents from a column of text or of <see cref="DocumentDataViewType"/>.</summary>
internal static class DocumentColumn
{
    /// <summary>Returns a function that reads the document of the current row.</summary>
    /// <param name="row">A row, or a cursor.</param>
    /// <param name="name">The name of the column.</param>
    /// <param name="alphabet">The alphabet of the returned symbols; null for any numbering of the document's own characters.</param>
    public static Func<EncodedDocument> Reader(DataViewRow row, string name, Alphabet? alphabet)
    {
        var column = row.Schema[name];
        if (column.Type is not DocumentDataViewType { Alphabet: var given })
        {
            var text = TextReader(row, column);
            return () => Encode(text(), alphabet);
        }
        var getter = row.GetGetter<Document>(column);
        var asItIs = alphabet is null || alphabet.Equals(given);
        return () =>
        {
            Document document = null!;
            getter(ref document);
            return asItIs ? new(document, 0) : Encode(given.Decode(document.Symbols.Span), alphabet);
        };
    }

    /// <summary>
    /// Reads all documents of a column in order over one alphabet: that of the column, or one of all characters in the texts.
    /// </summary>
    public static Corpus ReadAll(DataViewRowCursor cursor, DataViewSchema.Column column, Action eachRow)
    {
        if (column.Type is DocumentDataViewType type)
        {
            var getter = cursor.GetGetter<Document>(column);
            return new(type.Alphabet, Rows(cursor, eachRow, () =>
            {
                Document document = null!;
                getter(ref document);
                return document;
            }));
        }
        var texts = Rows(cursor, eachRow, TextReader(cursor, column));
        // An alphabet needs at least one character, and the texts may have none.
        var alphabet = Alphabet.Of(texts.Append("\n"));
        return new(alphabet, [.. texts.Select(text => new Document(alphabet.Encode(text, out _), default))]);
    }

    /// <summary>Checks that a column exists and contains documents.</summary>
    /// <exception cref="InputException">It is missing or has another type.</exception>
    public static DataViewSchema.Column Check(string name, DataViewSchema schema)
    {
        if (schema.GetColumnOrNull(name) is not { } column)
            throw Missing(name, schema.Where(other => !other.IsHidden).Select(other => other.Name));
        return ContainsDocuments(column.Type) ? column : throw NotDocuments(name, $"{column.Type}");
    }

    /// <summary>Checks the same on a schema, before there is data.</summary>
    /// <exception cref="InputException">It is missing or has another type.</exception>
    public static void Check(string name, SchemaShape schema)
    {
        var column = schema.FirstOrDefault(column => column.Name == name);
        if (column.Name is null)
            throw Missing(name, schema.Select(other => other.Name));
        if (column.Kind != SchemaShape.Column.VectorKind.Scalar)
            throw NotDocuments(name, $"vectors of {column.ItemType}");
        if (!ContainsDocuments(column.ItemType))
            throw NotDocuments(name, $"{column.ItemType}");
    }

    /// <summary>The error for a missing column.</summary>
    public static InputException Missing(string name, IEnumerable<string> found) =>
        new(name, $"there is no such column; the data have {(found.Any() ? string.Join(", ", found) : "no columns at all")}.");

    private static bool ContainsDocuments(DataViewType type) => type is TextDataViewType or DocumentDataViewType;

    private static InputException NotDocuments(string name, string type) =>
        new(name, $"is a column of {type}; the documents are needed, a scalar column of text or one of LoadFromCorpus.");

    private static List<T> Rows<T>(DataViewRowCursor cursor, Action eachRow, Func<T> read)
    {
        var rows = new List<T>();
        while (cursor.MoveNext())
        {
            rows.Add(read());
            eachRow();
        }
        return rows;
    }

    private static Func<string> TextReader(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<ReadOnlyMemory<char>>(column);
        return () =>
        {
            var text = default(ReadOnlyMemory<char>);
            getter(ref text);
            return text.ToString();
        };
    }

    private static EncodedDocument Encode(string text, Alphabet? alphabet)
    {
        if (alphabet is null)
            return new(new(new TextCoding(TextUnit.Scalar).Encode(text), default), 0);
        var symbols = alphabet.Encode(text, out var outside);
        return new(new(symbols, default), outside);
    }
}

/// <summary>A document in the symbols of an alphabet.</summary>
/// <param name="Document">The characters that are in the alphabet.</param>
/// <param name="Outside">The number of characters outside the alphabet.</param>
internal readonly record struct EncodedDocument(Document Document, long Outside);
