using System.Numerics;

namespace TextCollapse.Models.Kernels;

/// <summary>The softmax of one row.</summary>
internal static class Softmax
{
    /// <summary>Replaces logits by probabilities and writes their natural logarithms.</summary>
    internal static void Both<T>(Span<T> logits, Span<T> logProbabilities) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = T.NegativeInfinity;
        foreach (var logit in logits)
            largest = T.Max(largest, logit);
        var sum = T.Zero;
        for (var i = 0; i < logits.Length; i++)
        {
            logProbabilities[i] = logits[i] - largest;
            sum += logits[i] = T.Exp(logProbabilities[i]);
        }
        var (log, inverse) = (T.Log(sum), T.One / sum);
        for (var i = 0; i < logits.Length; i++)
        {
            logProbabilities[i] -= log;
            logits[i] *= inverse;
        }
    }

    /// <summary>Multiplies a row by a number.</summary>
    internal static void Scale<T>(Span<T> row, T factor) where T : unmanaged, IFloatingPointIeee754<T>
        => System.Numerics.Tensors.TensorPrimitives.Multiply(row, factor, row);
}
