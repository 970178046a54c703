using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TextCollapse.Decoding;

/// <summary>Unnormalised probabilities of a row of logits and draws from them.</summary>
internal static class Softmax
{
    private const int Block = 8;

    /// <summary>Writes exp(logit − max) and returns their sum; NaN when a logit is NaN, +∞, or all are −∞.</summary>
    public static double Weights(ReadOnlySpan<float> logits, Span<float> weights)
    {
        weights = weights[..logits.Length];
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), weights);
        TensorPrimitives.Exp(weights, weights);
        return Sum(weights);
    }

    /// <summary>The sum in double of sums of blocks of eight, always in the same order.</summary>
    public static double Sum(ReadOnlySpan<float> weights)
    {
        var sum = 0.0;
        foreach (var block in MemoryMarshal.Cast<float, Vector256<float>>(weights))
            sum += Vector256.Sum(block);
        foreach (var weight in weights[^(weights.Length % Block)..])
            sum += weight;
        return sum;
    }

    /// <summary>The symbol at a place in the cumulated weights, 0 ≤ <paramref name="place"/> &lt; their <see cref="Sum"/>; never one of weight zero.</summary>
    public static int SymbolAt(ReadOnlySpan<float> weights, double place)
    {
        var symbol = 0;
        foreach (var block in MemoryMarshal.Cast<float, Vector256<float>>(weights))
        {
            var sum = Vector256.Sum(block);
            if (place < sum)
                break;
            place -= sum;
            symbol += Block;
        }
        for (; symbol < weights.Length; symbol++)
        {
            place -= weights[symbol];
            if (place < 0)
                return symbol;
        }
        // Rounding can leave the place at the very end.
        return weights.LastIndexOfAnyExcept(0f);
    }
}
