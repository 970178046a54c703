using TextCollapse.Arrays;

namespace TextCollapse.Models.Ngram;

/// <summary>
/// The n-grams of one count: <paramref name="Order"/> symbols 0 … V + 1 of <paramref name="Bits"/> bits each (V the boundary, V + 1 what is
/// past a document's end).
/// </summary>
internal readonly record struct GramShape(int Order, int Bits)
{
    internal static GramShape Of(int order, int alphabet) => new(order, 1 + System.Numerics.BitOperations.Log2((uint)alphabet + 1));
}

/// <summary>An n-gram packed into a sortable key whose order is that of its symbols from the left.</summary>
internal interface IGram<T> : IComparable<T> where T : unmanaged, IGram<T>
{
    /// <summary>The n-gram without its first symbol and with <paramref name="symbol"/> at its end.</summary>
    static abstract T Shift(T gram, int symbol, GramShape shape);

    /// <summary>The symbol at a position, 0 being the leftmost.</summary>
    static abstract int Symbol(T gram, int position, GramShape shape);

    /// <summary>How many symbols two n-grams share from the left.</summary>
    static abstract int SharedPrefix(T first, T second, GramShape shape);

    /// <summary>Sorts in place, with a sorter that keeps its room.</summary>
    static abstract void Sort(Span<T> grams, KeySort sort, GramShape shape);
}
