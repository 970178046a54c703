using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TextCollapse.Models.Kernels;

/// <summary>Sixteen floats in four vectors of 128 bits.</summary>
internal readonly unsafe struct Lanes128(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d) : ILanes<Lanes128>
{
    private readonly Vector128<float> _a = a, _b = b, _c = c, _d = d;

    public static Lanes128 Load(float* from) =>
        new(Vector128.Load(from), Vector128.Load(from + 4), Vector128.Load(from + 8), Vector128.Load(from + 12));

    public static Lanes128 LoadFirst(float* from, int count) => Tails.LoadPart<Lanes128>(from, count);

    public static Lanes128 Create(float value)
    {
        var all = Vector128.Create(value);
        return new Lanes128(all, all, all, all);
    }

    public void Store(float* to)
    {
        _a.Store(to);
        _b.Store(to + 4);
        _c.Store(to + 8);
        _d.Store(to + 12);
    }

    public void StoreFirst(float* to, int count) => Tails.StorePart(this, to, count);

    public static Lanes128 operator +(Lanes128 x, Lanes128 y) => new(x._a + y._a, x._b + y._b, x._c + y._c, x._d + y._d);

    public static Lanes128 operator -(Lanes128 x, Lanes128 y) => new(x._a - y._a, x._b - y._b, x._c - y._c, x._d - y._d);

    public static Lanes128 operator *(Lanes128 x, Lanes128 y) => new(x._a * y._a, x._b * y._b, x._c * y._c, x._d * y._d);

    public static Lanes128 operator /(Lanes128 x, Lanes128 y) => new(x._a / y._a, x._b / y._b, x._c / y._c, x._d / y._d);

    public static Lanes128 MultiplyAdd(Lanes128 x, Lanes128 y, Lanes128 z) => new(
        Vector128.MultiplyAddEstimate(x._a, y._a, z._a), Vector128.MultiplyAddEstimate(x._b, y._b, z._b),
        Vector128.MultiplyAddEstimate(x._c, y._c, z._c), Vector128.MultiplyAddEstimate(x._d, y._d, z._d));

    public static Lanes128 Min(Lanes128 x, Lanes128 y)
        => new(Vector128.MinNative(x._a, y._a), Vector128.MinNative(x._b, y._b), Vector128.MinNative(x._c, y._c),
            Vector128.MinNative(x._d, y._d));

    public static Lanes128 Max(Lanes128 x, Lanes128 y)
        => new(Vector128.MaxNative(x._a, y._a), Vector128.MaxNative(x._b, y._b), Vector128.MaxNative(x._c, y._c),
            Vector128.MaxNative(x._d, y._d));

    public static Lanes128 Sqrt(Lanes128 x) => new(Vector128.Sqrt(x._a), Vector128.Sqrt(x._b), Vector128.Sqrt(x._c), Vector128.Sqrt(x._d));

    public static Lanes128 ScaleByPower(Lanes128 x, Lanes128 n) =>
        new(x._a * Power(n._a), x._b * Power(n._b), x._c * Power(n._c), x._d * Power(n._d));

    public static Lanes128 Round(Lanes128 x) =>
        new(Vector128.Round(x._a), Vector128.Round(x._b), Vector128.Round(x._c), Vector128.Round(x._d));

    public static Lanes128 WhereNotZero(Lanes128 x, Lanes128 y) =>
        new(Where(x._a, y._a), Where(x._b, y._b), Where(x._c, y._c), Where(x._d, y._d));

    public static Lanes128 WhereNegative(Lanes128 x, Lanes128 y, Lanes128 z) =>
        new(Below(x._a, y._a, z._a), Below(x._b, y._b, z._b), Below(x._c, y._c, z._c), Below(x._d, y._d, z._d));

    public float Sum() => Sum((_a + _c) + (_b + _d));

    public float Largest() => Largest(Vector128.MaxNative(Vector128.MaxNative(_a, _c), Vector128.MaxNative(_b, _d)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Sum(Vector128<float> v)
    {
        v += Vector128.Shuffle(v, Vector128.Create(2, 3, 0, 1));
        return v.ToScalar() + v.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Largest(Vector128<float> v)
    {
        v = Vector128.MaxNative(v, Vector128.Shuffle(v, Vector128.Create(2, 3, 0, 1)));
        return Math.Max(v.ToScalar(), v.GetElement(1));
    }

    private static Vector128<float> Where(Vector128<float> x, Vector128<float> y)
        => Vector128.ConditionalSelect(Vector128.Equals(x, Vector128<float>.Zero), Vector128<float>.Zero, y);

    private static Vector128<float> Below(Vector128<float> x, Vector128<float> y, Vector128<float> z)
        => Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128<float>.Zero), y, z);

    private static Vector128<float> Power(Vector128<float> n) =>
        Vector128.ShiftLeft(Vector128.ConvertToInt32Native(n) + Vector128.Create(127), 23).AsSingle();
}
