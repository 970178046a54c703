using System.Numerics;

namespace TextCollapse.Metrics.Compatibility;

/// <summary>
/// A trie that numbers n-grams: the node of an n-gram is the child of the node of its first n − 1 symbols by its last symbol. Node 0 is the
/// empty n-gram. Implemented as a hash table with open addressing, less than half full; safe for concurrent reads.
/// </summary>
internal sealed class NgramNames
{
    private (long Edge, int Child)[] _table = new (long, int)[1 << 12];
    private int _shift = 64 - 12;

    /// <summary>The number of nodes, including the empty one.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>The child by a symbol, created if it is new.</summary>
    public int Add(int node, ushort symbol)
    {
        ref var slot = ref Slot(_table, _shift, Edge(node, symbol));
        if (slot.Child != 0)
            return slot.Child;
        var child = Count++;
        slot = (Edge(node, symbol), child);
        if (2 * Count > _table.Length)
            Grow();
        return child;
    }

    /// <summary>The child by a symbol; 0 if there is none.</summary>
    public int Find(int node, ushort symbol) => Slot(_table, _shift, Edge(node, symbol)).Child;

    private static ref (long Edge, int Child) Slot((long Edge, int Child)[] table, int shift, long edge)
    {
        var at = (int)((ulong)edge * 0x9E3779B97F4A7C15 >> shift);
        while (table[at].Child != 0 && table[at].Edge != edge)
            at = (at + 1) & (table.Length - 1);
        return ref table[at];
    }

    private void Grow()
    {
        var larger = new (long, int)[2 * _table.Length];
        _shift = 64 - BitOperations.Log2((uint)larger.Length);
        foreach (var entry in _table)
            if (entry.Child != 0)
                Slot(larger, _shift, entry.Edge) = entry;
        _table = larger;
    }

    private static long Edge(int node, ushort symbol) => ((long)node << 16) | symbol;
}
