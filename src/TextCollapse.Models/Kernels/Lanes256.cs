using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TextCollapse.Models.Kernels;

/// <summary>Sixteen floats in two vectors of 256 bits.</summary>
internal readonly unsafe struct Lanes256(Vector256<float> low, Vector256<float> high) : ILanes<Lanes256>
{
    private readonly Vector256<float> _l = low, _h = high;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(float* from) => new(Vector256.Load(from), Vector256.Load(from + 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 LoadFirst(float* from, int count) => Avx.IsSupported
        ? new(Avx.MaskLoad(from, Vector256.Load(Tails.Mask(count))), Avx.MaskLoad(from + 8, Vector256.Load(Tails.Mask(count) + 8)))
        : Tails.LoadPart<Lanes256>(from, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Create(float value) => new(Vector256.Create(value), Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* to)
    {
        _l.Store(to);
        _h.Store(to + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreFirst(float* to, int count)
    {
        if (!Avx.IsSupported)
        {
            Tails.StorePart(this, to, count);
            return;
        }
        Avx.MaskStore(to, Vector256.Load(Tails.Mask(count)), _l);
        Avx.MaskStore(to + 8, Vector256.Load(Tails.Mask(count) + 8), _h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 a, Lanes256 b) => new(a._l + b._l, a._h + b._h);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 a, Lanes256 b) => new(a._l - b._l, a._h - b._h);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 a, Lanes256 b) => new(a._l * b._l, a._h * b._h);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator /(Lanes256 a, Lanes256 b) => new(a._l / b._l, a._h / b._h);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyAdd(Lanes256 a, Lanes256 b, Lanes256 c)
        => new(Vector256.MultiplyAddEstimate(a._l, b._l, c._l), Vector256.MultiplyAddEstimate(a._h, b._h, c._h));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Min(Lanes256 a, Lanes256 b) => new(Vector256.MinNative(a._l, b._l), Vector256.MinNative(a._h, b._h));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Max(Lanes256 a, Lanes256 b) => new(Vector256.MaxNative(a._l, b._l), Vector256.MaxNative(a._h, b._h));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Sqrt(Lanes256 a) => new(Vector256.Sqrt(a._l), Vector256.Sqrt(a._h));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 ScaleByPower(Lanes256 a, Lanes256 n) => new(a._l * Power(n._l), a._h * Power(n._h));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Round(Lanes256 a) => new(Vector256.Round(a._l), Vector256.Round(a._h));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 WhereNotZero(Lanes256 a, Lanes256 b) => new(
        Vector256.ConditionalSelect(Vector256.Equals(a._l, Vector256<float>.Zero), Vector256<float>.Zero, b._l),
        Vector256.ConditionalSelect(Vector256.Equals(a._h, Vector256<float>.Zero), Vector256<float>.Zero, b._h));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 WhereNegative(Lanes256 x, Lanes256 a, Lanes256 b) => new(
        Vector256.ConditionalSelect(Vector256.LessThan(x._l, Vector256<float>.Zero), a._l, b._l),
        Vector256.ConditionalSelect(Vector256.LessThan(x._h, Vector256<float>.Zero), a._h, b._h));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Sum() => Sum(_l + _h);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Largest() => Largest(Vector256.MaxNative(_l, _h));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Sum(Vector256<float> v) => Lanes128.Sum(v.GetLower() + v.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Largest(Vector256<float> v) => Lanes128.Largest(Vector128.MaxNative(v.GetLower(), v.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Power(Vector256<float> n) =>
        Vector256.ShiftLeft(Vector256.ConvertToInt32Native(n) + Vector256.Create(127), 23).AsSingle();
}
