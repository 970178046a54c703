using System.Runtime.Intrinsics;

namespace TextCollapse.Models.Kernels;

/// <summary>Computes log-probabilities from logits.</summary>
internal static unsafe class LogSoftmax
{
    /// <summary>
    /// The logarithm of the sum of the exponentials of a row, which is subtracted from a logit to get its log-probability.
    /// </summary>
    internal static float LogSum(float* logits, int count)
    {
        if (Vector512.IsHardwareAccelerated)
            return LogSum<Lanes512>(logits, count);
        return Vector256.IsHardwareAccelerated ? LogSum<Lanes256>(logits, count) : LogSum<Lanes128>(logits, count);
    }

    private static float LogSum<T>(float* logits, int count) where T : struct, ILanes<T>
    {
        var whole = count & ~15;
        var largest = T.Create(float.NegativeInfinity);
        for (var i = 0; i < whole; i += 16)
            largest = T.Max(largest, T.Load(logits + i));
        var tail = Tails.Load<T>(logits + whole, count - whole);
        if (whole < count)
            largest = T.Max(largest, T.Min(tail, Tails.Ceiling<T>(count - whole)));
        var peak = largest.Largest();
        var (shift, sums) = (T.Create(peak), T.Create(0));
        for (var i = 0; i < whole; i += 16)
            sums += Elementary.Exp(T.Load(logits + i) - shift);
        if (whole < count)
            sums += Elementary.Exp(tail - shift) * Tails.Counted<T>(count - whole);
        return peak + MathF.Log(sums.Sum());
    }
}
