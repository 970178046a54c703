using System.Numerics;
using System.Runtime.InteropServices;
using TextCollapse.Arrays;

namespace TextCollapse.Models.Ngram;

/// <summary>An n-gram packed into 64 bits: up to order 9 for the 65 characters of tiny Shakespeare.</summary>
internal readonly record struct PackedGram(ulong Bits) : IGram<PackedGram>
{
    internal static bool Fits(GramShape shape) => shape.Order * shape.Bits <= 64;

    public int CompareTo(PackedGram other) => Bits.CompareTo(other.Bits);

    public static PackedGram Shift(PackedGram gram, int symbol, GramShape shape)
        => new(((gram.Bits << shape.Bits) | (uint)symbol) & (ulong.MaxValue >> (64 - shape.Order * shape.Bits)));

    public static int Symbol(PackedGram gram, int position, GramShape shape)
        => (int)(gram.Bits >> (shape.Bits * (shape.Order - 1 - position))) & ((1 << shape.Bits) - 1);

    public static int SharedPrefix(PackedGram first, PackedGram second, GramShape shape)
        => first == second ? shape.Order : shape.Order - 1 - BitOperations.Log2(first.Bits ^ second.Bits) / shape.Bits;

    public static void Sort(Span<PackedGram> grams, KeySort sort, GramShape shape)
        => sort.Sort(MemoryMarshal.Cast<PackedGram, ulong>(grams), (shape.Order * shape.Bits - 1) & ~7);
}
