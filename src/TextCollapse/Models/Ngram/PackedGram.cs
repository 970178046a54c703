using System.Numerics;
using System.Runtime.InteropServices;

namespace TextCollapse.Models.Ngram;

/// <summary>An n-gram whose symbols fit 64 bits together: order 9 over tiny Shakespeare's 65 characters.</summary>
internal readonly record struct PackedGram(ulong Bits) : IGram<PackedGram>
{
    private const int Digit = 11;

    internal static bool Fits(GramShape shape) => shape.Order * shape.Bits <= 64;

    public int CompareTo(PackedGram other) => Bits.CompareTo(other.Bits);

    public static PackedGram Shift(PackedGram gram, int symbol, GramShape shape)
        => new(((gram.Bits << shape.Bits) | (uint)symbol) & (ulong.MaxValue >> (64 - shape.Order * shape.Bits)));

    public static int Symbol(PackedGram gram, int position, GramShape shape)
        => (int)(gram.Bits >> (shape.Bits * (shape.Order - 1 - position))) & ((1 << shape.Bits) - 1);

    public static int SharedPrefix(PackedGram first, PackedGram second, GramShape shape)
        => first == second ? shape.Order : shape.Order - 1 - BitOperations.Log2(first.Bits ^ second.Bits) / shape.Bits;

    /// <summary>Least-significant-digit radix sort, one pass over the keys for every 11 bits that are in use.</summary>
    public static void Sort(Span<PackedGram> grams, Span<PackedGram> scratch, GramShape shape)
    {
        var from = MemoryMarshal.Cast<PackedGram, ulong>(grams);
        var to = MemoryMarshal.Cast<PackedGram, ulong>(scratch);
        var inPlace = true;
        var starts = new int[1 << Digit];
        for (var shift = 0; shift < shape.Order * shape.Bits; shift += Digit)
        {
            Array.Clear(starts);
            foreach (var key in from)
                starts[(key >> shift) & ((1 << Digit) - 1)]++;
            var start = 0;
            foreach (ref var count in starts.AsSpan())
                (count, start) = (start, start + count);
            foreach (var key in from)
                to[starts[(key >> shift) & ((1 << Digit) - 1)]++] = key;
            var swap = from;
            from = to;
            to = swap;
            inPlace = !inPlace;
        }
        if (!inPlace)
            from.CopyTo(to);
    }
}
