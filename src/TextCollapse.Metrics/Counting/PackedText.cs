using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TextCollapse.Arrays;
using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Counting;

/// <summary>
/// Documents as bytes: a code 1 … 255 for each symbol that occurs, a 0 after every document, and zeros as padding for reads past the end.
/// </summary>
internal sealed class PackedText
{
    private const int Beyond = sizeof(ulong);
    private readonly byte[] _codes;

    private PackedText(byte[] codes, int length) => (_codes, Length) = (codes, length);

    /// <summary>The number of positions, including the zeros between documents.</summary>
    public int Length { get; }

    public ReadOnlySpan<byte> Codes => _codes.AsSpan(0, Length);

    /// <summary>Packs documents; null if more than 255 different symbols occur.</summary>
    public static PackedText? TryPack(IReadOnlyList<Document> documents) => TryPack([documents]) is [var one] ? one : null;

    /// <summary>Packs several collections with common codes; null if more than 255 different symbols occur in them.</summary>
    public static PackedText[]? TryPack(IReadOnlyList<IReadOnlyList<Document>> collections)
    {
        var codes = new byte[ushort.MaxValue + 1];
        foreach (var documents in collections)
            foreach (var document in documents)
                foreach (var symbol in document.Symbols.Span)
                    codes[symbol] = 1;
        var used = 0;
        for (var symbol = 0; symbol < codes.Length; symbol++)
            if (codes[symbol] != 0 && ++used <= byte.MaxValue)
                codes[symbol] = (byte)used;
        return used > byte.MaxValue ? null : [.. collections.Select(documents => Pack(documents, codes))];
    }

    /// <summary>
    /// Packs a text by its alphabet, so that all texts of that alphabet have common codes; null if it has more than 255 characters.
    /// </summary>
    public static PackedText? TryPack(Corpus text)
    {
        if (text.Alphabet.Size > byte.MaxValue)
            return null;
        var codes = new byte[text.Alphabet.Size];
        for (var symbol = 0; symbol < codes.Length; symbol++)
            codes[symbol] = (byte)(symbol + 1);
        return Pack(text.Documents, codes);
    }

    private static PackedText Pack(IReadOnlyList<Document> documents, byte[] codes)
    {
        var length = checked((int)documents.Sum(document => document.Length + 1L));
        var packed = LargeArray.Of<byte>(length + Beyond);
        var at = 0;
        foreach (var document in documents)
        {
            foreach (var symbol in document.Symbols.Span)
                packed[at++] = codes[symbol];
            packed[at++] = 0;
        }
        packed.AsSpan(at).Clear();
        return new PackedText(packed, length);
    }

    /// <summary>
    /// The eight codes from a position on, the first in the highest byte, so that keys sort like the text. Codes after a zero belong to the
    /// next document and have no meaning.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Key(int position)
        => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(
            ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_codes), position)));
}
