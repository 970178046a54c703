using System.IO.Compression;

namespace TextCollapse.Metrics.Compatibility;

/// <summary>Bytes over bytes after compression, once.</summary>
internal static class CompressionRatio
{
    /// <summary>
    /// gzip at its highest level, applied once to the documents' bytes. Blind to repeats more than 32 KiB apart, and its digits depend on
    /// the build of
    /// zlib: compare orders, not digits. Undefined for an empty text.
    /// </summary>
    public static Measurement Gzip(ReadOnlySpan<byte> text) =>
        Ratio(text, stream => new GZipStream(stream, CompressionLevel.SmallestSize, leaveOpen: true));

    /// <summary>Brotli with a window of 16 MiB: sees repeats as far apart as that. Undefined for an empty text.</summary>
    public static Measurement Brotli(ReadOnlySpan<byte> text) =>
        Ratio(text, stream => new BrotliStream(stream, new BrotliCompressionOptions { Quality = 5 }, leaveOpen: true));

    private static Measurement Ratio(ReadOnlySpan<byte> text, Func<Stream, Stream> open)
    {
        if (text.IsEmpty)
            return Measurement.Undefined("the text is empty");
        using var compressed = new MemoryStream();
        using (var stream = open(compressed))
            stream.Write(text);
        return (double)text.Length / compressed.Length;
    }
}
