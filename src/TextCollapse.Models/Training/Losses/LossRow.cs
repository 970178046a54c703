using System.Numerics;
using TextCollapse.Models.Kernels;

namespace TextCollapse.Models.Training.Losses;

/// <summary>Evaluates a loss on logits: softmax, then the loss and its gradient.</summary>
public static class LossRow
{
    /// <summary>
    /// Computes the loss of one position, 0 for an ignored target. Replaces <paramref name="logits"/> [V] by the gradient with respect to
    /// them, times <paramref name="scale"/>.
    /// </summary>
    /// <param name="loss">The loss to minimise.</param>
    /// <param name="logits">In: logits; out: the scaled gradient.</param>
    /// <param name="scratch">A scratch buffer of V elements.</param>
    /// <param name="target">The actual character, or <see cref="Batch.Ignored"/>.</param>
    /// <param name="context">The inputs of the window up to this position.</param>
    /// <param name="scale">1 over the number of predicted characters, for a mean.</param>
    public static double Evaluate<T>(ILoss loss, Span<T> logits, Span<T> scratch, int target, ReadOnlySpan<ushort> context, T scale) where T
        : unmanaged, IFloatingPointIeee754<T>
    {
        if (target < 0)
        {
            logits.Clear();
            return 0;
        }
        var logProbabilities = scratch[..logits.Length];
        Softmax.Both(logits, logProbabilities);
        var value = loss.Evaluate<T>(logProbabilities, logits, target, context);
        Softmax.Scale(logits, scale);
        return value;
    }
}
