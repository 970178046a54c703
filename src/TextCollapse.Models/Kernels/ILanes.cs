namespace TextCollapse.Models.Kernels;

/// <summary>
/// Sixteen floats, whatever the machine's vectors: one of 512 bits, two of 256 or four of 128. Kernels written over it do the same
/// operations in the same order on all of them; with fused multiply-add (AVX-512, AVX2, Arm) they give the same bytes, without it (128 bits
/// on x86) others.
/// </summary>
internal unsafe interface ILanes<T> where T : struct, ILanes<T>
{
    /// <summary>Floats in one.</summary>
    const int Count = 16;

    static abstract T Load(float* from);

    /// <summary>The first <paramref name="count"/> (0 to 16) floats, and zeros behind them; what is not asked for is not touched.</summary>
    static abstract T LoadFirst(float* from, int count);

    static abstract T Create(float value);

    void Store(float* to);

    /// <summary>Stores the first <paramref name="count"/> (0 to 16) floats and leaves what is behind them.</summary>
    void StoreFirst(float* to, int count);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    /// <summary>a · b + c.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    static abstract T Min(T a, T b);

    static abstract T Max(T a, T b);

    static abstract T Sqrt(T a);

    /// <summary>a · 2ⁿ for a whole number n from −126 to 127.</summary>
    static abstract T ScaleByPower(T a, T n);

    /// <summary>The nearest whole numbers, ties to even.</summary>
    static abstract T Round(T a);

    /// <summary>Zero where a is zero, else b.</summary>
    static abstract T WhereNotZero(T a, T b);

    /// <summary>a where x is below zero, else b.</summary>
    static abstract T WhereNegative(T x, T a, T b);

    /// <summary>The sum: lane i with lane i + 8, then i + 4, i + 2, i + 1.</summary>
    float Sum();

    float Largest();
}
