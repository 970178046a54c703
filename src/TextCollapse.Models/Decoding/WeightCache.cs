namespace TextCollapse.Models.Decoding;

/// <summary>
/// Weights of rows that were computed before, by the state that they follow from: a text meets the same contexts again and again. Bounded:
/// a state takes the place of another one that shares its slot. Owned by one thread.
/// </summary>
internal sealed class WeightCache
{
    private const int Bytes = 1 << 24;
    private readonly int[] _states;
    private readonly RowWeights?[] _rows;
    private readonly int _size;

    /// <summary>An empty cache for rows of <paramref name="size"/> symbols.</summary>
    internal WeightCache(int size)
    {
        _size = size;
        var slots = 1 << (int)Math.Log2(Math.Max(1, Bytes / (size * sizeof(float) + 256)));
        (_states, _rows) = (new int[slots], new RowWeights?[slots]);
        Array.Fill(_states, -1);
    }

    /// <summary>The row's place for a state.</summary>
    /// <param name="state">Not negative.</param>
    /// <param name="isFilled">Whether it holds the weights of this state; otherwise the caller fills it.</param>
    internal RowWeights Of(int state, out bool isFilled)
    {
        var slot = state & (_states.Length - 1);
        isFilled = _states[slot] == state;
        _states[slot] = state;
        return _rows[slot] ??= new RowWeights(_size);
    }

    /// <summary>Forgets a state whose weights turned out to be no weights.</summary>
    internal void Forget(int state) => _states[state & (_states.Length - 1)] = -1;
}
