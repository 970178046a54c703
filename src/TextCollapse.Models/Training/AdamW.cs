using TextCollapse.Models.Kernels;

namespace TextCollapse.Models.Training;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2019), as PyTorch computes it, for all weights that <see cref="Muon"/> does not
/// update.
/// </summary>
internal sealed class AdamW(ParameterLayout layout, TrainingOptions settings)
{
    private const double Epsilon = 1e-8;
    private readonly ParameterBlock[] _blocks =
        [.. layout.Blocks.Where(block => settings.Optimizer == OptimizerKind.Adamw || block.Hidden.Count == 0)];

    /// <summary>Running means of the gradient.</summary>
    internal FloatBuffer First { get; } = new(layout.Length);

    /// <summary>Running means of its square.</summary>
    internal FloatBuffer Second { get; } = new(layout.Length);

    /// <summary>
    /// Updates the weights in [from, to) after <paramref name="step"/> (from 1) gradients, this one multiplied by <paramref name="scale"/>.
    /// </summary>
    internal void Update(FloatBuffer weights, FloatBuffer gradient, float scale, int step, double learningRate, int from, int to)
    {
        var correction1 = 1 - Math.Pow(settings.Beta1, step);
        var correction2 = 1 - Math.Pow(settings.Beta2, step);
        var rates = new AdamWRates(
            (float)settings.Beta1, (float)(1 - settings.Beta1), (float)settings.Beta2, (float)(1 - settings.Beta2), scale,
            (float)(learningRate / correction1), (float)(1 / Math.Sqrt(correction2)), (float)Epsilon);
        foreach (var block in _blocks)
        {
            var (first, last) = (Math.Max(from, block.Offset), Math.Min(to, block.Offset + block.Length));
            if (first < last)
                AdamWKernel.Update(weights.Slice(first, last - first), gradient.Slice(first, last - first),
                    First.Slice(first, last - first), Second.Slice(first, last - first),
                    block.Decays ? (float)(1 - learningRate * settings.WeightDecay) : 1f, rates);
        }
    }
}
