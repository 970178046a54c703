using System.IO.Compression;
using System.Text;
using TextCollapse.Corpora;

namespace TextCollapse.Experiments.Storage;

/// <summary>
/// <c>text.txt</c>: documents as UTF-8, each followed by a form feed and a line feed. No alphabet contains the form feed, so nothing is
/// escaped.
/// </summary>
internal static class WrittenText
{
    private const string End = "\f\n";

    public static byte[] Write(Corpus corpus)
    {
        var text = new StringBuilder((int)corpus.Characters + 2 * corpus.Documents.Count);
        foreach (var document in corpus.Documents)
            text.Append(corpus.Alphabet.Decode(document.Symbols.Span)).Append(End);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The file's bytes for a corpus.</summary>
    public static byte[] Pack(Corpus corpus)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Write(corpus));
        return packed.ToArray();
    }

    public static byte[] Unpack(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        gzip.CopyTo(bytes);
        return bytes.ToArray();
    }

    public static string[] Documents(byte[] bytes) => Encoding.UTF8.GetString(bytes).Split(End)[..^1];

    public static Corpus Read(byte[] bytes, Alphabet alphabet, Provenance provenance, string path)
    {
        return new Corpus(alphabet, [.. Documents(bytes).Select(document => new Document(Encode(document), provenance))]);

        ushort[] Encode(string document)
        {
            var symbols = alphabet.Encode(document, out var outside);
            return outside == 0 ? symbols
                : throw new InputException(path,
                $"has {outside} characters that the real text does not have: the real text has changed since this run was started. Use "
                + $"another --out.");
        }
    }
}
