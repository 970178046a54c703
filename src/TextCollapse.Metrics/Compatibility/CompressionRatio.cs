using System.IO.Compression;

namespace TextCollapse.Metrics.Compatibility;

/// <summary>The ratio of the size in bytes to the compressed size.</summary>
internal static class CompressionRatio
{
    /// <summary>
    /// gzip at its highest level, applied once to the documents' bytes. Does not detect repeats more than 32 KiB apart, and the exact value
    /// depends on the build of zlib: compare orders of magnitude only. Undefined for an empty text.
    /// </summary>
    public static Measurement Gzip(ReadOnlySpan<byte> text) =>
        Ratio(text, stream => new GZipStream(stream, CompressionLevel.SmallestSize, leaveOpen: true));

    /// <summary>Brotli with a window of 16 MiB: detects repeats up to that distance. Undefined for an empty text.</summary>
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
