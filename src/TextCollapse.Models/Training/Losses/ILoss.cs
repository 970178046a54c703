using System.Numerics;

namespace TextCollapse.Models.Training.Losses;

/// <summary>
/// What training minimises at one position, with its gradient. Written once for single and double precision: training runs it in single,
/// its gradient is checked in double. A loss other than the cross-entropy is a mitigation.
/// </summary>
public interface ILoss
{
    /// <summary>Its name and numbers, in the invariant culture: <c>label-smoothing(0.1)</c>.</summary>
    string Name { get; }

    /// <summary>
    /// The loss in nats of one position. <paramref name="gradient"/> [V] holds the probabilities when called and the derivative of the loss
    /// with respect to the logits on return.
    /// </summary>
    /// <param name="logProbabilities">Natural logarithms of the predicted distribution, [V].</param>
    /// <param name="gradient">In: the predicted distribution; out: the gradient.</param>
    /// <param name="target">The character that came, 0 … V − 1.</param>
    /// <param name="context">What the window was trained on up to here, V where a document began.</param>
    double Evaluate<T>(ReadOnlySpan<T> logProbabilities, Span<T> gradient, int target, ReadOnlySpan<ushort> context) where T
        : unmanaged, IFloatingPointIeee754<T>;
}
