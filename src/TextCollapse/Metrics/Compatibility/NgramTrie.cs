namespace TextCollapse.Metrics.Compatibility;

/// <summary>Names n-grams: the node of an n-gram is the child of the node of its first n − 1 symbols by its last. Node 0 is the empty one.</summary>
internal sealed class NgramTrie
{
    private readonly Dictionary<long, int> _children = [];

    /// <summary>The child by a symbol, made where it is new.</summary>
    public int Add(int node, ushort symbol)
    {
        ref var child = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_children, Key(node, symbol), out var known);
        return known ? child : child = _children.Count;
    }

    /// <summary>The child by a symbol, which must be there.</summary>
    public int Find(int node, ushort symbol) => _children[Key(node, symbol)];

    private static long Key(int node, ushort symbol) => ((long)node << 16) | symbol;
}
