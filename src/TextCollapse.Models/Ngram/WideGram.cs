using System.Numerics;
using TextCollapse.Arrays;

namespace TextCollapse.Models.Ngram;

/// <summary>An n-gram of up to 12 symbols of 16 bits, for those that do not fit a <see cref="PackedGram"/>.</summary>
internal readonly record struct WideGram(UInt128 High, ulong Low) : IGram<WideGram>
{
    private const int SymbolBits = 16, LowSymbols = 4;

    public int CompareTo(WideGram other) => High == other.High ? Low.CompareTo(other.Low) : High.CompareTo(other.High);

    public static WideGram Shift(WideGram gram, int symbol, GramShape shape)
    {
        var low = (gram.Low << SymbolBits) | (uint)symbol;
        var high = (gram.High << SymbolBits) | (gram.Low >> (64 - SymbolBits));
        return shape.Order <= LowSymbols
            ? new(0, low & (ulong.MaxValue >> (64 - shape.Order * SymbolBits)))
            : new(high & (UInt128.MaxValue >> (128 - (shape.Order - LowSymbols) * SymbolBits)), low);
    }

    public static int Symbol(WideGram gram, int position, GramShape shape)
    {
        var fromRight = shape.Order - 1 - position;
        return fromRight < LowSymbols
            ? (ushort)(gram.Low >> (SymbolBits * fromRight))
            : (ushort)(gram.High >> (SymbolBits * (fromRight - LowSymbols)));
    }

    public static int SharedPrefix(WideGram first, WideGram second, GramShape shape)
    {
        if (first.High != second.High)
            return shape.Order - 1 - LowSymbols - (int)UInt128.Log2(first.High ^ second.High) / SymbolBits;
        return first.Low == second.Low ? shape.Order : shape.Order - 1 - BitOperations.Log2(first.Low ^ second.Low) / SymbolBits;
    }

    public static void Sort(Span<WideGram> grams, KeySort sort, GramShape shape) => grams.Sort();
}
