using System.Numerics.Tensors;

namespace TextCollapse.Models.Decoding;

/// <summary>The hypotheses of one document under beam search.</summary>
internal sealed class Beam
{
    private readonly record struct Candidate(double Score, int Parent, int Symbol);

    private readonly ILogitTransform[] _transforms;
    private readonly PartialDocument[] _hypotheses;
    private readonly double[] _scores;
    private readonly RowWeights _weights;
    private readonly MostLikelyFirst _ranking;
    private readonly List<Candidate> _candidates = [];
    private readonly int _size;

    public Beam(DecodingOptions settings, int size, ReadOnlySpan<ushort> prompt, int length)
    {
        _size = size;
        _transforms = [.. NextCharacter.Transforms(settings, size)];
        _hypotheses = new PartialDocument[settings.Beam];
        for (var i = 0; i < _hypotheses.Length; i++)
            _hypotheses[i] = new PartialDocument(prompt, length);
        // All hypotheses are equal at first: one is enough, the others would only duplicate it.
        _scores = new double[settings.Beam];
        _scores.AsSpan(1).Fill(double.NegativeInfinity);
        _weights = new RowWeights(size);
        _ranking = new MostLikelyFirst(size);
    }

    /// <summary>The text of the most likely hypothesis.</summary>
    public ReadOnlySpan<ushort> Best => _hypotheses[TensorPrimitives.IndexOfMax<double>(_scores)].Text;

    /// <summary>True if the hypothesis has a positive probability.</summary>
    public bool IsAlive(int hypothesis) => _scores[hypothesis] > double.NegativeInfinity;

    /// <summary>Extends the hypotheses by one character and keeps the most likely ones.</summary>
    /// <param name="logits">The next character's logits, row-major [width, V]. Modified.</param>
    /// <param name="copy">Called to copy the model's state from one hypothesis to another, in this order.</param>
    /// <param name="symbols">Receives the character that each hypothesis appends, −1 for a dead one.</param>
    public void Extend(Span<float> logits, Action<int, int> copy, Span<int> symbols)
    {
        var kept = Candidates(logits);
        var slots = new int[_hypotheses.Length];
        slots.AsSpan().Fill(-1);

        // The first child of a parent stays in its parent's slot; the others take slots of parents without children, so that no source of a
        // copy is overwritten.
        var others = new Queue<int>();
        for (var i = 0; i < kept.Count; i++)
            if (slots[kept[i].Parent] < 0)
                slots[kept[i].Parent] = i;
            else
                others.Enqueue(i);
        for (var slot = 0; others.Count > 0; slot++)
            if (slots[slot] < 0)
            {
                slots[slot] = others.Dequeue();
                copy(kept[slots[slot]].Parent, slot);
                _hypotheses[slot].CopyFrom(_hypotheses[kept[slots[slot]].Parent]);
            }
        for (var slot = 0; slot < slots.Length; slot++)
        {
            var alive = slots[slot] >= 0;
            _scores[slot] = alive ? kept[slots[slot]].Score : double.NegativeInfinity;
            symbols[slot] = alive ? kept[slots[slot]].Symbol : -1;
            if (alive)
                _hypotheses[slot].Add((ushort)symbols[slot]);
        }
    }

    private List<Candidate> Candidates(Span<float> logits)
    {
        _candidates.Clear();
        for (var parent = 0; parent < _hypotheses.Length; parent++)
        {
            if (!IsAlive(parent))
                continue;
            var row = logits.Slice(parent * _size, _size);
            foreach (var transform in _transforms)
                transform.Apply(row, _hypotheses[parent].Symbols);
            var normaliser = RowWeights.Max(row) + Math.Log(_weights.Fill(row));
            _ranking.Begin(row);
            for (var taken = 0; taken < _hypotheses.Length && _ranking.MoveNext(out var symbol, out var logit); taken++)
                _candidates.Add(new Candidate(_scores[parent] + logit - normaliser, parent, symbol));
        }
        return [.. _candidates.OrderByDescending(candidate => candidate.Score).Take(_hypotheses.Length)];
    }
}
