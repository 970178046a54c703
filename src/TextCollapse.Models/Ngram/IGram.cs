using TextCollapse.Arrays;

namespace TextCollapse.Models.Ngram;

/// <summary>
/// The shape of n-grams: <paramref name="Order"/> symbols 0 … V + 1 of <paramref name="Bits"/> bits each (V is the boundary, V + 1 the
/// filler after the end of a document).
/// </summary>
internal readonly record struct GramShape(int Order, int Bits)
{
    internal static GramShape Of(int order, int alphabet) => new(order, 1 + System.Numerics.BitOperations.Log2((uint)alphabet + 1));
}

/// <summary>An n-gram packed into a sortable key; keys sort lexicographically by symbols.</summary>
internal interface IGram<T> : IComparable<T> where T : unmanaged, IGram<T>
{
    /// <summary>Drops the first symbol and appends <paramref name="symbol"/>.</summary>
    static abstract T Shift(T gram, int symbol, GramShape shape);

    /// <summary>The symbol at a position, 0 being the leftmost.</summary>
    static abstract int Symbol(T gram, int position, GramShape shape);

    /// <summary>The length of the common prefix of two n-grams.</summary>
    static abstract int SharedPrefix(T first, T second, GramShape shape);

    /// <summary>Sorts in place, with a sorter that reuses its buffers.</summary>
    static abstract void Sort(Span<T> grams, KeySort sort, GramShape shape);
}
