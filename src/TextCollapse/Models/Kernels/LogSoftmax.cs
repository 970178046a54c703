using System.Runtime.Intrinsics;
using static TextCollapse.Models.Kernels.VectorMath;

namespace TextCollapse.Models.Kernels;

/// <summary>Logarithms of probabilities from logits.</summary>
internal static unsafe class LogSoftmax
{
    /// <summary>The logarithm of the sum of the exponentials of a row: what is subtracted from a logit to give its log-probability.</summary>
    internal static float LogSum(float* logits, int count)
    {
        var largest = Vector512.Create(float.NegativeInfinity);
        var i = 0;
        for (; i + Lanes <= count; i += Lanes)
            largest = Vector512.Max(largest, Vector512.Load(logits + i));
        var peak = Max(largest);
        for (; i < count; i++)
            peak = Math.Max(peak, logits[i]);
        var shift = Vector512.Create(peak);
        Vector512<float> sums = default;
        for (i = 0; i + Lanes <= count; i += Lanes)
            sums += Exp(Vector512.Load(logits + i) - shift);
        if (i < count)
            sums += Vector512.BitwiseAnd(Exp(Load(logits + i, count - i) - shift), Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count - i)).AsSingle());
        return peak + MathF.Log(Sum(sums));
    }
}
