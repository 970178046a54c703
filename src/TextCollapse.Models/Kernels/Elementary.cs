using System.Runtime.CompilerServices;

namespace TextCollapse.Models.Kernels;

/// <summary>Elementary functions on sixteen floats at once.</summary>
internal static class Elementary
{
    private const float Log2E = 1.44269504f;
    private const float Ln2High = 0.693145752f, Ln2Low = 1.42860677e-6f; // ln 2 split so that n · Ln2High is exact
    private const float Lowest = -87.3f, Highest = 88.3f; // limits that keep 2ⁿ a normal number

    /// <summary>eˣ with a relative error below 2e-7, clamped where the result would leave the normal range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Exp<T>(T x) where T : struct, ILanes<T>
    {
        x = T.Min(T.Max(x, T.Create(Lowest)), T.Create(Highest));
        var n = T.Round(x * T.Create(Log2E));
        var f = T.MultiplyAdd(n, T.Create(-Ln2Low), T.MultiplyAdd(n, T.Create(-Ln2High), x));
        // The Chebyshev expansion of eᶠ on |f| ≤ ln 2 / 2 up to degree 6: relative error 3e-9.
        var p = T.Create(1.394858082e-3f);
        p = T.MultiplyAdd(p, f, T.Create(8.375128890e-3f));
        p = T.MultiplyAdd(p, f, T.Create(4.166621827e-2f));
        p = T.MultiplyAdd(p, f, T.Create(1.666641548e-1f));
        p = T.MultiplyAdd(p, f, T.Create(0.5f));
        p = T.MultiplyAdd(p, f, T.Create(1f));
        p = T.MultiplyAdd(p, f, T.Create(1f));
        return T.ScaleByPower(p, n);
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Sigmoid<T>(T x) where T : struct, ILanes<T> => T.Create(1f) / (T.Create(1f) + Exp(T.Create(0f) - x));

    /// <summary>The hyperbolic tangent, with an absolute error below 2e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Tanh<T>(T x) where T : struct, ILanes<T> => T.Create(1f) - T.Create(2f) / (T.Create(1f) + Exp(x + x));
}
