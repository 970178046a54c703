using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TextCollapse.Models.Kernels;

/// <summary>
/// Functions of sixteen floats at once. All is written on <see cref="Vector512"/>, which the runtime splits where vectors are narrower: the
/// order of every sum is the same on every machine that has fused multiply–add.
/// </summary>
internal static unsafe class VectorMath
{
    internal const int Lanes = 16;

    /// <summary>eˣ, relative error below 2·10⁻⁷; 0 below −87.3 and e⁸⁸ above 88.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Exp(Vector512<float> x)
    {
        var alive = Vector512.GreaterThan(x, Vector512.Create(-87.3f));
        x = Vector512.Min(Vector512.Max(x, Vector512.Create(-87.3f)), Vector512.Create(88f));
        // Adding 1.5·2²³ rounds to the nearest whole number and leaves it in the low bits.
        var shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(1.44269504f), Vector512.Create(12582912f));
        var whole = shifted - Vector512.Create(12582912f);
        var r = Vector512.MultiplyAddEstimate(whole, Vector512.Create(-0.693359375f), x);
        r = Vector512.MultiplyAddEstimate(whole, Vector512.Create(2.12194440e-4f), r);
        // The minimax polynomial of Cephes' expf.
        var p = Vector512.MultiplyAddEstimate(r, Vector512.Create(1.9875691500e-4f), Vector512.Create(1.3981999507e-3f));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(8.3334519073e-3f));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(4.1665795894e-2f));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(1.6666665459e-1f));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(5.0000001201e-1f));
        p = Vector512.MultiplyAddEstimate(p, r * r, r + Vector512<float>.One);
        var scaled = (p.AsInt32() + Vector512.ShiftLeft(shifted.AsInt32(), 23)).AsSingle();
        return Vector512.BitwiseAnd(scaled, alive);
    }

    /// <summary>The sum of the lanes, always in the same tree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Sum(Vector512<float> x)
    {
        var eight = x.GetLower() + x.GetUpper();
        var four = eight.GetLower() + eight.GetUpper();
        return four[0] + four[2] + (four[1] + four[3]);
    }

    /// <summary>The largest lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Max(Vector512<float> x)
    {
        var eight = Vector256.Max(x.GetLower(), x.GetUpper());
        var four = Vector128.Max(eight.GetLower(), eight.GetUpper());
        return Math.Max(Math.Max(four[0], four[2]), Math.Max(four[1], four[3]));
    }

    /// <summary>The first <paramref name="count"/> (16 or more: 16) floats at <paramref name="from"/>, and zeros behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Load(float* from, int count) => count >= Lanes ? Vector512.Load(from) : LoadPart(from, count);

    /// <summary>Stores the first <paramref name="count"/> (16 or more: 16) lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(Vector512<float> x, float* to, int count)
    {
        if (count >= Lanes)
            Vector512.Store(x, to);
        else
            StorePart(x, to, count);
    }

    // Kept out of line: a stack buffer would keep its callers from being inlined.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> LoadPart(float* from, int count)
    {
        var part = stackalloc float[Lanes];
        for (var i = 0; i < Lanes; i++)
            part[i] = i < count ? from[i] : 0;
        return Vector512.Load(part);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StorePart(Vector512<float> x, float* to, int count)
    {
        for (var i = 0; i < count; i++)
            to[i] = x[i];
    }
}
