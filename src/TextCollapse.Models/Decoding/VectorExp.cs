using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TextCollapse.Models.Decoding;

/// <summary>
/// e^x for x ≤ 0 in single precision: x = n ln 2 + r, a Taylor polynomial of degree 7 in |r| ≤ ln 2 / 2, relative error below 3·10⁻⁷. Uses
/// only additions and multiplications that round identically on every processor, so that samples do not depend on the machine, unlike with
/// a library's exponential.
/// </summary>
internal static class VectorExp
{
    /// <summary>Below this the result is 0 (e^−87 ≈ 10⁻³⁸).</summary>
    public const float Least = -87;

    /// <summary>e^x for each element; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> OfNonPositive(Vector256<float> x)
    {
        // Adding 1.5·2²³ rounds to a whole number, which is then in the low bits.
        var magic = Vector256.Create(12582912f);
        var shifted = x * 1.44269504f + magic;
        var n = shifted - magic;
        var r = x - n * 0.693359375f - n * -2.12194440e-4f;
        var p = r * (1f / 5040) + Vector256.Create(1f / 720);
        p = p * r + Vector256.Create(1f / 120);
        p = p * r + Vector256.Create(1f / 24);
        p = p * r + Vector256.Create(1f / 6);
        p = p * r + Vector256.Create(0.5f);
        p = p * (r * r) + (r + Vector256<float>.One);
        var powerOfTwo = Vector256.ShiftLeft(shifted.AsInt32() + Vector256.Create(127), 23).AsSingle();
        return Vector256.AndNot(p * powerOfTwo, Vector256.LessThan(x, Vector256.Create(Least)));
    }
}
