using System.Numerics;
using TextCollapse.Models.Kernels;

namespace TextCollapse.Models.Training.Losses;

/// <summary>Takes a loss from logits: softmax, then the loss and its gradient.</summary>
public static class LossRow
{
    /// <summary>
    /// The loss of one position, 0 for an ignored target. <paramref name="logits"/> [V] become the gradient with respect to themselves,
    /// times <paramref name="scale"/>.
    /// </summary>
    /// <param name="loss">What is minimised.</param>
    /// <param name="logits">In: logits; out: the scaled gradient.</param>
    /// <param name="scratch">Room for V numbers.</param>
    /// <param name="target">The character that came, or <see cref="Batch.Ignored"/>.</param>
    /// <param name="context">What the window was trained on up to here.</param>
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
