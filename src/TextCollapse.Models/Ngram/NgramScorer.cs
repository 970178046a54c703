using System.Runtime.InteropServices;
using TextCollapse.Arrays;
using TextCollapse.Corpora;

namespace TextCollapse.Models.Ngram;

/// <summary>
/// Scores many positions of a text at once. A single position would wait for memory at every character. Here each round makes the same
/// small step at every position, so that the cache misses overlap.
/// </summary>
internal sealed class NgramScorer(NgramTable table, IReadOnlyList<Document> documents, double[][] scores)
{
    private const int Lanes = 16, LaneCharacters = 4096;

    private readonly Lane[] _lanes = new Lane[Lanes];

    /// <summary>
    /// One position: the text, its range, the state before it, and the product of the shares of the longer contexts tried so far.
    /// </summary>
    private struct Lane
    {
        internal ushort[] Text;
        internal double[] Scores;
        internal int TextStart, Position, End, State, FirstChild, Child;
        internal double Share;
    }

    /// <summary>Scores parts of the documents.</summary>
    internal void Score(IEnumerable<(int Document, int Start, int Length)> parts)
    {
        using var pending = LanesOf(parts).GetEnumerator();
        var lanes = _lanes.AsSpan();
        var active = 0;
        while (active < Lanes && pending.MoveNext())
            lanes[active++] = pending.Current;
        while (active > 0)
        {
            lanes = lanes[..active];
            foreach (ref var lane in lanes)
                lane.FirstChild = table.Contexts[lane.State].FirstChild;
            foreach (ref var lane in lanes)
                Prefetch.Near(ref table.Symbols[Math.Min(lane.FirstChild, table.Symbols.Length - 1)]);
            foreach (ref var lane in lanes)
                lane.Child = table.Child(lane.State, lane.Text[lane.TextStart + lane.Position]);
            foreach (ref var lane in lanes)
                Prefetch.Near(ref table.Nodes[Math.Max(0, lane.Child)]);
            for (var i = 0; i < active; i++)
                if (Step(ref lanes[i]))
                    lanes[i] = pending.MoveNext() ? pending.Current : lanes[--active];
                else
                    Prefetch.Near(ref table.Contexts[lanes[i].State]);
        }
    }

    /// <summary>Uses the child found, or continues with the suffix. Returns whether the lane is finished.</summary>
    private bool Step(ref Lane lane)
    {
        if (lane.Child >= 0)
        {
            lane.Scores[lane.Position] = 0 - Math.Log(lane.Share * table.Nodes[lane.Child].Probability);
            lane.State = table.State(lane.Child);
        }
        else
        {
            ref readonly var context = ref table.Contexts[lane.State];
            lane.Share *= context.Share;
            if (lane.State != 0)
            {
                lane.State = context.Suffix;
                return false;
            }
            lane.Scores[lane.Position] = 0 - Math.Log(lane.Share / table.Alphabet);
        }
        lane.Share = 1;
        return ++lane.Position == lane.End;
    }

    private IEnumerable<Lane> LanesOf(IEnumerable<(int Document, int Start, int Length)> parts)
    {
        foreach (var (document, start, length) in parts)
        {
            if (!MemoryMarshal.TryGetArray(documents[document].Symbols, out var text))
                text = documents[document].Symbols.ToArray();
            for (var position = start; position < start + length; position += LaneCharacters)
                yield return new Lane
                {
                    Text = text.Array!,
                    TextStart = text.Offset,
                    Scores = scores[document],
                    Position = position,
                    End = Math.Min(start + length, position + LaneCharacters),
                    State = StateAt(text, position),
                    Share = 1,
                };
        }
    }

    /// <summary>Computes the state from the preceding Order − 1 characters.</summary>
    private int StateAt(ReadOnlySpan<ushort> text, int position)
    {
        var from = Math.Max(0, position - (table.Order - 1));
        var state = from == 0 ? table.Start : 0;
        foreach (var symbol in text[from..position])
            state = table.Advance(state, symbol);
        return state;
    }
}
