using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TextCollapse.Models.Kernels;

/// <summary>The coefficients of one AdamW step.</summary>
internal readonly record struct AdamWRates(float Beta1, float Fresh1, float Beta2, float Fresh2, float GradientScale, float Rate,
    float SecondScale, float Epsilon);

/// <summary>
/// The element-wise update of AdamW: m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; w ← keep·w − rate · m / (√v·secondScale + ε).
/// </summary>
internal static unsafe class AdamWKernel
{
    /// <summary>Updates weights and moments; the last length mod 16 elements are updated one by one.</summary>
    internal static void Update(Span<float> weights, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, float keep,
        in AdamWRates rates)
    {
        var whole = weights.Length & ~15;
        fixed (float* w = weights, g = gradient, m = first, v = second)
            if (Vector512.IsHardwareAccelerated)
                Update<Lanes512>(w, g, m, v, whole, keep, rates);
            else if (Vector256.IsHardwareAccelerated)
                Update<Lanes256>(w, g, m, v, whole, keep, rates);
            else
                Update<Lanes128>(w, g, m, v, whole, keep, rates);
        Reference(weights[whole..], gradient[whole..], first[whole..], second[whole..], keep, rates);
    }

    /// <summary>The same update, element by element.</summary>
    internal static void Reference(Span<float> weights, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, float keep,
        in AdamWRates rates)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            var g = gradient[i] * rates.GradientScale;
            var m = first[i] = rates.Beta1 * first[i] + rates.Fresh1 * g;
            var v = second[i] = rates.Beta2 * second[i] + rates.Fresh2 * (g * g);
            weights[i] = keep * weights[i] - rates.Rate * m / (MathF.Sqrt(v) * rates.SecondScale + rates.Epsilon);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Update<T>(float* weights, float* gradient, float* first, float* second, int length, float keep, in AdamWRates rates)
        where T : struct, ILanes<T>
    {
        var (beta1, fresh1, beta2, fresh2) = (T.Create(rates.Beta1), T.Create(rates.Fresh1), T.Create(rates.Beta2), T.Create(rates.Fresh2));
        var (scale, rate, secondScale, epsilon, kept) = (T.Create(rates.GradientScale), T.Create(rates.Rate), T.Create(rates.SecondScale),
            T.Create(rates.Epsilon), T.Create(keep));
        for (var i = 0; i < length; i += 16)
        {
            var g = T.Load(gradient + i) * scale;
            var m = beta1 * T.Load(first + i) + fresh1 * g;
            var v = beta2 * T.Load(second + i) + fresh2 * (g * g);
            m.Store(first + i);
            v.Store(second + i);
            (kept * T.Load(weights + i) - rate * m / (T.Sqrt(v) * secondScale + epsilon)).Store(weights + i);
        }
    }
}
