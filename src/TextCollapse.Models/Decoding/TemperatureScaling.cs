using System.Numerics.Tensors;

namespace TextCollapse.Models.Decoding;

/// <summary>Divides logits by a temperature T &gt; 0: p ∝ p^(1/T) (Ackley, Hinton and Sejnowski 1985).</summary>
internal sealed class TemperatureScaling(double temperature) : ILogitTransform
{
    private readonly float _inverse = (float)Math.Min(1 / temperature, float.MaxValue);

    public void Apply(Span<float> logits, ReadOnlySpan<ushort> written)
    {
        // Shift the largest logit to 0 first, so that even the lowest temperature cannot make it infinite.
        TensorPrimitives.Subtract(logits, RowWeights.Max(logits), logits);
        TensorPrimitives.Multiply(logits, _inverse, logits);
    }
}
