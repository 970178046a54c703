using System.Numerics.Tensors;

namespace TextCollapse.Decoding;

/// <summary>Divides logits by a temperature T &gt; 0: p ∝ p^(1/T) (Ackley, Hinton and Sejnowski 1985).</summary>
internal sealed class TemperatureScaling(double temperature) : ILogitTransform
{
    private readonly float _inverse = (float)(1 / temperature);

    public void Apply(Span<float> logits, ReadOnlySpan<ushort> written) => TensorPrimitives.Multiply(logits, _inverse, logits);
}
