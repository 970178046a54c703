using System.Numerics.Tensors;
using TextCollapse.Models.Kernels;

namespace TextCollapse.Models.Training;

/// <summary>
/// The additional work of a step with <see cref="TrainingOptions.Adversarial"/> in the managed engine: compute a gradient, move the
/// embedding along it, compute a second gradient there, restore the embedding, and average both gradients. Carried state continues from the
/// unperturbed pass.
/// </summary>
internal sealed class AdversarialStep(INetwork network, double epsilon, FloatBuffer weights, FloatBuffer gradient, FloatBuffer state)
{
    private readonly FloatBuffer _firstGradient = new(network.Layout.Length);
    private readonly FloatBuffer _embedding = new(network.Embedding.Length);
    private readonly FloatBuffer _before = new(state.Length);
    private readonly FloatBuffer _after = new(state.Length);

    private Span<float> Embedding => weights.Slice(network.Embedding.Offset, network.Embedding.Length);

    /// <summary>Call before the first gradient.</summary>
    internal void Begin() => state.Span.CopyTo(_before.Span);

    /// <summary>Call between the two gradients.</summary>
    internal void Move()
    {
        gradient.Slice(0, _firstGradient.Length).CopyTo(_firstGradient.Span);
        Embedding.CopyTo(_embedding.Span);
        state.Span.CopyTo(_after.Span);
        _before.Span.CopyTo(state.Span);
        ReadOnlySpan<float> direction = _firstGradient.Slice(network.Embedding.Offset, network.Embedding.Length);
        var length = Math.Sqrt(SumOfSquares.Of(direction));
        if (length > 0)
            TensorPrimitives.MultiplyAdd(direction, (float)(epsilon * Math.Sqrt(SumOfSquares.Of(Embedding)) / length), Embedding,
                Embedding);
    }

    /// <summary>Call after the second gradient.</summary>
    internal void End()
    {
        _embedding.Span.CopyTo(Embedding);
        _after.Span.CopyTo(state.Span);
        var mean = gradient.Slice(0, _firstGradient.Length);
        TensorPrimitives.Add(mean, _firstGradient.Span, mean);
        TensorPrimitives.Multiply(mean, 0.5f, mean);
    }
}
