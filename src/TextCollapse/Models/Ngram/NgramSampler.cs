using TextCollapse.Randomness;

namespace TextCollapse.Models.Ngram;

/// <summary>
/// Draws from an interpolated model as from the mixture that it is: with a context's share go on to its suffix, else take a child by its count.
/// </summary>
internal sealed class NgramSampler(NgramTable table)
{
    private readonly NgramTrie _trie = table.Trie;

    /// <summary>Draws the next symbol and moves the state past it.</summary>
    internal ushort Draw(ref int state, ref RandomStream random)
    {
        var context = state;
        for (var steps = 0; ; steps++, context = _trie.Suffixes[context])
        {
            var child = DrawChild(context, ref random);
            if (child >= 0)
            {
                var symbol = _trie.Symbols[child];
                // What a suffix drew may have been seen after the whole context too.
                state = steps == 0 ? _trie.State(child) : _trie.Advance(state, symbol);
                return symbol;
            }
            if (context == 0)
            {
                var symbol = (ushort)random.NextInt(table.Alphabet);
                state = _trie.Advance(state, symbol);
                return symbol;
            }
        }
    }

    /// <summary>A child, or −1 to go on to the suffix.</summary>
    private int DrawChild(int context, ref RandomStream random)
    {
        var share = table.Shares[context];
        if (table.Discounts[^1] is null)
            return share > 0 && (share >= 1 || random.NextDouble() < share) ? -1 : ByCount(context, ref random, out _);
        if (share >= 1)
            return -1;
        var child = ByCount(context, ref random, out var position);
        // A discount is the part of an n-gram's own count that goes to the suffix. Discounts are at most 3, so most draws are decided already.
        if (position >= 3)
            return child;
        var discounts = table.Discounts[Length(child)]!;
        return position + random.NextDouble() < discounts[Math.Min(table.Count(child), 3) - 1] ? -1 : child;
    }

    /// <summary>A child with a probability in proportion to its count, and which of its counts was hit.</summary>
    private int ByCount(int context, ref RandomStream random, out uint position)
    {
        var sums = table.CumulativeCounts;
        var (low, high) = (_trie.FirstChildren[context], _trie.FirstChildren[context + 1]);
        var start = sums[low];
        var drawn = (uint)random.NextLong(unchecked(sums[high] - start));
        // The last child whose sum is not above what was drawn: it has a count above 0.
        while (high - low > 1)
        {
            var middle = (low + high) >>> 1;
            if (unchecked(sums[middle] - start) <= drawn)
                low = middle;
            else
                high = middle;
        }
        position = drawn - unchecked(sums[low] - start);
        return low;
    }

    private int Length(int node)
    {
        var length = _trie.Order;
        while (node < _trie.OfLength(length).Start)
            length--;
        return length;
    }
}
