using System.Numerics.Tensors;

namespace TextCollapse.Models.Decoding;

/// <summary>
/// Multiplies the log-probability of every character among the last few of the document by θ, so that p becomes p^θ before renormalising
/// (after Keskar et al. 2019, who scale raw logits; since logits are defined only up to a constant per row, the effect of their penalty
/// would depend on that constant).
/// </summary>
internal sealed class RepetitionPenalty(double theta, int window, int size) : ILogitTransform
{
    private readonly RowWeights _weights = new(size);
    private readonly long[] _penalisedAt = new long[size];
    private long _row;

    public void Apply(Span<float> logits, ReadOnlySpan<ushort> written)
    {
        var normaliser = RowWeights.Max(logits) + (float)Math.Log(_weights.Fill(logits));
        TensorPrimitives.Subtract(logits, normaliser, logits);
        _row++;
        foreach (var symbol in written[^Math.Min(window, written.Length)..])
            if (_penalisedAt[symbol] != _row)
            {
                _penalisedAt[symbol] = _row;
                logits[symbol] *= (float)theta;
            }
    }
}
