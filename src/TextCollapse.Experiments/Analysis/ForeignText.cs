using System.IO.Compression;
using System.Text;
using TextCollapse.Corpora;

namespace TextCollapse.Experiments.Analysis;

/// <summary>Reads the files of a chain in pieces: a file of any size costs the memory of a piece.</summary>
internal static class ForeignText
{
    /// <summary>Documents do not reach across pieces.</summary>
    private const int PieceLength = 1 << 24;

    private const string WayOut = "Convert it, or name its encoding with --encoding (as in --encoding latin1).";

    /// <summary>The documents of a text: ended by form feeds, or cut to about a length.</summary>
    /// <exception cref="InputException">It is not text, or not of this encoding.</exception>
    public static IEnumerable<string> Documents(string path, Encoding? encoding, int length)
    {
        using var reader = Open(path, encoding);
        var buffer = new char[Room(path)];
        var kept = 0;
        while (true)
        {
            var read = Read(path, reader, buffer.AsMemory(kept));
            var all = kept + read;
            var isLast = all < buffer.Length;
            var end = isLast ? all : End(buffer.AsSpan(0, all));
            foreach (var document in DocumentCutter.Cut(Clean(buffer.AsSpan(0, end)), length))
                yield return document;
            if (isLast)
                yield break;
            buffer.AsSpan(end, all - end).CopyTo(buffer);
            kept = all - end;
        }
    }

    /// <summary>A reader of a file, packed or not: of the encoding named, else as its byte-order mark says, else strict UTF-8.</summary>
    public static StreamReader Open(string path, Encoding? encoding)
    {
        try
        {
            Stream stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
                stream = new GZipStream(stream, CompressionMode.Decompress);
            return new(stream, encoding ?? new UTF8Encoding(false, throwOnInvalidBytes: true),
                detectEncodingFromByteOrderMarks: encoding is null, 1 << 16);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    /// <summary>Reads while there is something to read, with errors that name the file.</summary>
    public static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException e)
        {
            throw new InputException(path,
                $"is not valid UTF-8 (byte 0x{e.BytesUnknown?.FirstOrDefault() ?? 0:X2}). {WayOut}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Unreadable(path, e);
        }
    }

    /// <summary>Text as everything here expects it: lines ended by line feeds, no document ends within.</summary>
    public static string Clean(ReadOnlySpan<char> text)
    {
        var clean = text.ToString();
        if (clean.Contains('\r', StringComparison.Ordinal))
            clean = clean.ReplaceLineEndings("\n");
        // Our own files have a line feed after each form feed, which is no part of the next document.
        return clean.Replace("\f\n", "\f", StringComparison.Ordinal);
    }

    /// <summary>
    /// One character more than the file can have, at most a piece: a folder of thousands of small files does not cost a piece each.
    /// </summary>
    private static int Room(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
        ? PieceLength : (int)Math.Min(PieceLength, new FileInfo(path).Length + 1);

    private static int Read(string path, StreamReader reader, Memory<char> room)
    {
        var all = Guarded(path, () => reader.ReadBlock(room.Span));
        if (room.Span[..all].Contains('\0'))
            throw new InputException(path, $"contains a NUL byte: this is a binary file, or text in another encoding. {WayOut}");
        return all;
    }

    /// <summary>Where a piece ends: after the last document, paragraph, line or word, in this order.</summary>
    private static int End(ReadOnlySpan<char> text)
    {
        foreach (var end in (ReadOnlySpan<string>)["\f", "\n\n", "\n", " "])
            if (text.LastIndexOf(end) is var at and >= 0 && at > text.Length / 2)
                return at + end.Length;
        return char.IsHighSurrogate(text[^1]) ? text.Length - 1 : text.Length;
    }

    private static InputException Unreadable(string path, Exception e) => new(path, $"cannot be read: {e.Message}");
}
