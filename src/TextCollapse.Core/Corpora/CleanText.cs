using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace TextCollapse.Corpora;

/// <summary>
/// Decodes bytes to text: strict UTF-8 without the byte-order mark, line ends as line feeds, no control characters except tab, line feed
/// and form feed.
/// </summary>
public static class CleanText
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        Enumerable.Range(0, 0xA0).Select(value => (char)value)
            .Where(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r' or DocumentCutter.DocumentEnd))
            .Append(ByteOrderMark).ToArray());

    private const char ByteOrderMark = '\uFEFF';

    // What other kinds of files begin with, and how to get a text out of them.
    private static readonly (byte[] Beginning, string Kind)[] Others =
    [
        ([0x1F, 0x8B], "a gzip file: decompress it first, for instance with gunzip"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a zstd file: decompress it first, for instance with unzstd"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], "an xz file: decompress it first, for instance with unxz"),
        ([.. "BZh"u8], "a bzip2 file: decompress it first, for instance with bunzip2"),
        ([.. "PK\u0003\u0004"u8], "a zip file (documents of office programs are some): unpack it, or save it as plain text"),
        ([.. "%PDF-"u8], "a PDF file: extract its text first, for instance with pdftotext"),
        ([.. "PAR1"u8], "a Parquet file: write its column of texts to a file first"),
    ];

    /// <summary>Decodes the bytes. Invalid input gives an empty string, a description of the error and its offset.</summary>
    /// <param name="bytes">Bytes that begin and end at a character boundary.</param>
    /// <param name="atStart">True if the bytes may begin with a byte-order mark.</param>
    /// <param name="fault">The error at <paramref name="faultAt"/>, or null.</param>
    /// <param name="faultAt">The offset of the first faulty byte.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, bool atStart, out string? fault, out int faultAt)
    {
        foreach (var (beginning, kind) in atStart ? Others : [])
            if (bytes.StartsWith(beginning))
            {
                (fault, faultAt) = ($"the beginning of {kind}", 0);
                return "";
            }
        var mark = atStart && bytes.StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;
        var characters = ArrayPool<char>.Shared.Rent(Math.Max(1, bytes.Length));
        try
        {
            var status = Utf8.ToUtf16(bytes[mark..], characters, out var read, out var written, replaceInvalidSequences: false);
            var text = characters.AsSpan(0, written);
            fault = null;
            faultAt = 0;
            if (text.IndexOfAny(Forbidden) is var at and >= 0)
            {
                faultAt = mark + Encoding.UTF8.GetByteCount(text[..at]);
                fault = text[at] switch
                {
                    '\0' => "a NUL byte: this is a binary file, not text",
                    ByteOrderMark => "a byte-order mark (U+FEFF) in the middle of the text, as joining files leaves it: remove it, for "
                        + "instance with sed 's/\\xEF\\xBB\\xBF//g'",
                    _ => $"the control character U+{(int)text[at]:X4}: remove it (of control characters a text may have tabs, line ends "
                        + $"and form feeds)",
                };
                return "";
            }
            if (status != OperationStatus.Done)
            {
                faultAt = mark + read;
                fault = atStart && faultAt == 0 && bytes.Length > 1 && bytes[0] + bytes[1] == 0xFE + 0xFF
                    ? "a UTF-16 byte-order mark: convert the text to UTF-8, for instance with iconv -f UTF-16 -t UTF-8"
                    : $"the byte 0x{bytes[faultAt]:X2}, which is not UTF-8 here: convert the text, for instance with iconv -f "
                        + $"ISO-8859-1 -t UTF-8";
                return "";
            }
            return new string(text[..LineFeeds(text)]);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }

    /// <summary>
    /// Decodes bytes whose hash is known. What <see cref="Decode"/> would reject is dropped (a truncated last character, stray control
    /// characters).
    /// </summary>
    internal static string Salvage(ReadOnlySpan<byte> bytes)
    {
        var characters = Encoding.UTF8.GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes).ToCharArray();
        var kept = 0;
        foreach (var c in characters)
            if (c != '\uFFFD' && !Forbidden.Contains(c))
                characters[kept++] = c;
        return new string(characters.AsSpan(0, LineFeeds(characters.AsSpan(0, kept))));
    }

    /// <summary>Replaces CR LF and lone CR by LF in place and returns the new length.</summary>
    private static int LineFeeds(Span<char> text)
    {
        var kept = text.IndexOf('\r');
        if (kept < 0)
            return text.Length;
        for (var at = kept; at < text.Length; at++)
            if (text[at] != '\r')
                text[kept++] = text[at];
            else if (at + 1 == text.Length || text[at + 1] != '\n')
                text[kept++] = '\n';
        return kept;
    }
}
