using System.Numerics.Tensors;
using TextCollapse.Models.Kernels;

namespace TextCollapse.Models.Training;

/// <summary>
/// What <see cref="TrainingOptions.Adversarial"/> adds to a step of the managed engine: a first gradient, the embedding moved along it, a
/// second gradient there, the embedding moved back, the mean of both gradients. Carried state goes on from the text as it is.
/// </summary>
internal sealed class AdversarialStep(INetwork network, double epsilon, FloatBuffer weights, FloatBuffer gradient, FloatBuffer state)
{
    private readonly FloatBuffer _plain = new(network.Layout.Length);
    private readonly FloatBuffer _embedding = new(network.Embedding.Length);
    private readonly FloatBuffer _before = new(state.Length);
    private readonly FloatBuffer _after = new(state.Length);

    private Span<float> Embedding => weights.Slice(network.Embedding.Offset, network.Embedding.Length);

    /// <summary>Before the first gradient.</summary>
    internal void Begin() => state.Span.CopyTo(_before.Span);

    /// <summary>Between the two.</summary>
    internal void Move()
    {
        gradient.Slice(0, _plain.Length).CopyTo(_plain.Span);
        Embedding.CopyTo(_embedding.Span);
        state.Span.CopyTo(_after.Span);
        _before.Span.CopyTo(state.Span);
        ReadOnlySpan<float> direction = _plain.Slice(network.Embedding.Offset, network.Embedding.Length);
        var length = Math.Sqrt(SumOfSquares.Of(direction));
        if (length > 0)
            TensorPrimitives.MultiplyAdd(direction, (float)(epsilon * Math.Sqrt(SumOfSquares.Of(Embedding)) / length), Embedding,
                Embedding);
    }

    /// <summary>After the second.</summary>
    internal void End()
    {
        _embedding.Span.CopyTo(Embedding);
        _after.Span.CopyTo(state.Span);
        var mean = gradient.Slice(0, _plain.Length);
        TensorPrimitives.Add(mean, _plain.Span, mean);
        TensorPrimitives.Multiply(mean, 0.5f, mean);
    }
}
