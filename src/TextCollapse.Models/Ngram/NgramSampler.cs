using TextCollapse.Arrays;
using TextCollapse.Randomness;

namespace TextCollapse.Models.Ngram;

/// <summary>
/// Samples from an interpolated model as a mixture: with probability equal to the context's share, continue with its suffix; otherwise
/// choose a child in proportion to its count.
/// </summary>
internal sealed class NgramSampler(NgramTable table)
{
    /// <summary>
    /// Samples the next symbol of every stream, advances the states, and writes the symbols with stride <paramref name="stride"/>.
    /// </summary>
    internal void Draw(Span<int> states, Span<RandomStream> random, Span<ushort> symbols, int stride)
    {
        foreach (var state in states)
            Prefetch.Near(ref table.Contexts[state]);
        foreach (var state in states)
        {
            var first = table.Contexts[state].FirstChild;
            Prefetch.Near(ref table.Nodes[first]);
            Prefetch.Near(ref table.Symbols[Math.Min(first, table.Symbols.Length - 1)]);
        }
        for (var i = 0; i < states.Length; i++)
            symbols[i * stride] = Draw(ref states[i], ref random[i]);
    }

    private ushort Draw(ref int state, ref RandomStream random)
    {
        var context = state;
        for (var steps = 0; ; steps++, context = table.Contexts[context].Suffix)
        {
            var child = DrawChild(context, ref random);
            if (child >= 0)
            {
                var symbol = table.Symbols[child];
                // A symbol sampled from a suffix may also have been seen after the full context.
                state = steps == 0 ? table.State(child) : table.Advance(state, symbol);
                return symbol;
            }
            if (context == 0)
            {
                var symbol = (ushort)random.NextInt(table.Alphabet);
                state = table.Advance(state, symbol);
                return symbol;
            }
        }
    }

    /// <summary>Samples a child, or returns −1 to continue with the suffix.</summary>
    private int DrawChild(int context, ref RandomStream random)
    {
        var share = table.Contexts[context].Share;
        if (share >= 1)
            return -1;
        if (table.Discounts[^1] is null)
            return share > 0 && random.NextDouble() < share ? -1 : ByCount(context, ref random, out _);
        var child = ByCount(context, ref random, out var position);
        // A discount is the part of an n-gram's own count that goes to the suffix. Discounts are at most 3, so most draws are already
        // decided.
        if (position >= 3)
            return child;
        var discounts = table.Discounts[table.Length(child)]!;
        return position + random.NextDouble() < discounts[Math.Min(table.Count(child), 3) - 1] ? -1 : child;
    }

    /// <summary>
    /// Samples a child in proportion to its count; <paramref name="position"/> is the index of the sampled occurrence within that count.
    /// </summary>
    private int ByCount(int context, ref RandomStream random, out uint position)
    {
        var nodes = table.Nodes;
        var (low, high) = (table.Contexts[context].FirstChild, table.Contexts[context + 1].FirstChild);
        var start = nodes[low].CountBefore;
        var drawn = (uint)random.NextLong(unchecked(nodes[high].CountBefore - start));
        // Find the last child whose cumulative count is at most the drawn number; its count is above 0.
        while (high - low > 1)
        {
            var middle = (low + high) >>> 1;
            if (unchecked(nodes[middle].CountBefore - start) <= drawn)
                low = middle;
            else
                high = middle;
        }
        position = drawn - unchecked(nodes[low].CountBefore - start);
        return low;
    }
}
