using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TextCollapse.Models.Kernels;

/// <summary>The exact GELU and its derivative; <see cref="GeluReference"/> is the reference implementation.</summary>
internal static unsafe class Gelu
{
    /// <summary>
    /// Replaces x by its GELU; <paramref name="slopes"/> (unless null) receives the derivative, which reuses the exponential. Absolute
    /// error below 10⁻⁶ for |x| up to 10.
    /// </summary>
    internal static void Forward(float* x, float* slopes, long length)
    {
        if (Vector512.IsHardwareAccelerated)
            Forward<Lanes512>(x, slopes, length);
        else if (Vector256.IsHardwareAccelerated)
            Forward<Lanes256>(x, slopes, length);
        else
            Forward<Lanes128>(x, slopes, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<T>(float* x, float* slopes, long length) where T : struct, ILanes<T>
    {
        long i = 0;
        if (slopes == null)
            for (; i + 16 <= length; i += 16)
            {
                var value = T.Load(x + i);
                var (below, _) = Normal(value);
                (value * below).Store(x + i);
            }
        else
            for (; i + 16 <= length; i += 16)
            {
                var value = T.Load(x + i);
                var (below, density) = Normal(value);
                (value * below).Store(x + i);
                T.MultiplyAdd(value, density, below).Store(slopes + i);
            }
        if (i < length)
        {
            var count = (int)(length - i);
            var value = Tails.Load<T>(x + i, count);
            var (below, density) = Normal(value);
            Tails.Store(value * below, x + i, count);
            if (slopes != null)
                Tails.Store(T.MultiplyAdd(value, density, below), slopes + i, count);
        }
    }

    /// <summary>
    /// Φ(x) and φ(x). The tail is Hastings' rational approximation, 7.1.26 in Abramowitz and Stegun (error below 1.5·10⁻⁷).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Below, T Density) Normal<T>(T x) where T : struct, ILanes<T>
    {
        var one = T.Create(1);
        var size = T.Max(x, T.Create(0) - x);
        var gauss = Elementary.Exp(x * x * T.Create(-0.5f));
        // 0.3275911 / √2, and half the published coefficients: Φ is half of erfc.
        var t = one / T.MultiplyAdd(size, T.Create(0.23164189f), one);
        var p = T.MultiplyAdd(t, T.Create(0.5307027145f), T.Create(-0.7265760135f));
        p = T.MultiplyAdd(p, t, T.Create(0.7107068705f));
        p = T.MultiplyAdd(p, t, T.Create(-0.142248368f));
        p = T.MultiplyAdd(p, t, T.Create(0.127414796f));
        var tail = p * t * gauss;
        return (T.WhereNegative(x, tail, one - tail), gauss * T.Create(0.3989422804f));
    }
}
