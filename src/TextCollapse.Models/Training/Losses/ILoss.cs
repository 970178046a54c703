using System.Numerics;

namespace TextCollapse.Models.Training.Losses;

/// <summary>
/// The loss that training minimises at one position, with its gradient. Written generically for single and double precision: training uses
/// single precision, gradient checks use double. A loss other than the cross-entropy is a mitigation.
/// </summary>
public interface ILoss
{
    /// <summary>Its name and parameters, in the invariant culture: <c>label-smoothing(0.1)</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Computes the loss of one position in nats. <paramref name="gradient"/> [V] contains the probabilities on entry and the derivative of
    /// the loss with respect to the logits on return.
    /// </summary>
    /// <param name="logProbabilities">Natural logarithms of the predicted distribution, [V].</param>
    /// <param name="gradient">In: the predicted distribution; out: the gradient.</param>
    /// <param name="target">The actual character, 0 … V − 1.</param>
    /// <param name="context">The inputs of the window up to this position, with V where a document begins.</param>
    double Evaluate<T>(ReadOnlySpan<T> logProbabilities, Span<T> gradient, int target, ReadOnlySpan<ushort> context) where T
        : unmanaged, IFloatingPointIeee754<T>;
}
