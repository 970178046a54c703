using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TextCollapse.Models.Kernels;

/// <summary>The softmax of one row: with SIMD in single precision, in plain loops in other precisions.</summary>
internal static unsafe class Softmax
{
    /// <summary>Replaces logits by probabilities and writes their natural logarithms.</summary>
    internal static void Both<T>(Span<T> logits, Span<T> logProbabilities) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            Both(MemoryMarshal.Cast<T, float>(logits), MemoryMarshal.Cast<T, float>(logProbabilities));
            return;
        }
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

    /// <summary>−ln p(symbol). The logits are overwritten.</summary>
    internal static double NegativeLogProbability(Span<float> logits, int symbol)
    {
        var own = logits[symbol];
        var (largest, sum) = Exponentials(logits, logits);
        return largest - own + Math.Log(sum);
    }

    /// <summary>The natural logarithms of the probabilities. The logits are overwritten.</summary>
    internal static void LogProbabilities(Span<float> logits, Span<float> logProbabilities)
    {
        logits.CopyTo(logProbabilities);
        var (largest, sum) = Exponentials(logits, logits);
        TensorPrimitives.Subtract(logProbabilities, (float)(largest + Math.Log(sum)), logProbabilities);
    }

    /// <summary>
    /// Samples by inversion: returns the symbol at which the cumulative probability exceeds a uniform number in [0, 1). The logits are
    /// overwritten.
    /// </summary>
    internal static int Draw(Span<float> logits, double uniform)
    {
        var (_, sum) = Exponentials(logits, logits);
        // Rounding may leave a remainder after the last symbol: it is assigned to the most likely one.
        var left = uniform * sum;
        var mostLikely = 0;
        for (var symbol = 0; symbol < logits.Length; symbol++)
        {
            left -= logits[symbol];
            if (left < 0)
                return symbol;
            if (logits[symbol] > logits[mostLikely])
                mostLikely = symbol;
        }
        return mostLikely;
    }

    /// <summary>Multiplies a row by a number.</summary>
    internal static void Scale<T>(Span<T> row, T factor) where T : unmanaged, IFloatingPointIeee754<T> =>
        TensorPrimitives.Multiply(row, factor, row);

    /// <summary>Computes the terms e^(logit − largest); returns the largest logit and the sum of the terms.</summary>
    internal static (float Largest, float Sum) Exponentials(ReadOnlySpan<float> logits, Span<float> terms)
    {
        fixed (float* from = logits, to = terms)
        {
            if (Vector512.IsHardwareAccelerated)
                return Exponentials<Lanes512>(from, to, logits.Length);
            return Vector256.IsHardwareAccelerated ? Exponentials<Lanes256>(from, to, logits.Length)
                : Exponentials<Lanes128>(from, to, logits.Length);
        }
    }

    private static void Both(Span<float> logits, Span<float> logProbabilities)
    {
        logits.CopyTo(logProbabilities);
        var (largest, sum) = Exponentials(logits, logits);
        TensorPrimitives.Subtract(logProbabilities, largest + MathF.Log(sum), logProbabilities);
        TensorPrimitives.Multiply(logits, 1 / sum, logits);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (float Largest, float Sum) Exponentials<T>(float* logits, float* terms, int length) where T : struct, ILanes<T>
    {
        var whole = length & ~15;
        var tail = T.LoadFirst(logits + whole, length - whole);
        var high = T.Min(tail, Tails.Ceiling<T>(length - whole));
        for (var i = 0; i < whole; i += 16)
            high = T.Max(high, T.Load(logits + i));
        var largest = high.Largest();
        var shift = T.Create(largest);
        var sum = T.Create(0);
        for (var i = 0; i < whole; i += 16)
        {
            var term = Elementary.Exp(T.Load(logits + i) - shift);
            term.Store(terms + i);
            sum += term;
        }
        if (whole < length)
        {
            var term = Elementary.Exp(tail - shift) * Tails.Counted<T>(length - whole);
            term.StoreFirst(terms + whole, length - whole);
            sum += term;
        }
        return (largest, sum.Sum());
    }
}
