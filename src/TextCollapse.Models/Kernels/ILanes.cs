namespace TextCollapse.Models.Kernels;

/// <summary>
/// Sixteen floats, independent of the machine's vector size: one vector of 512 bits, two of 256 or four of 128. Kernels written for it
/// perform the same operations in the same order on all of them. With fused multiply-add (AVX-512, AVX2, Arm) they give the same bytes;
/// without it (128 bits on x86) the bytes differ.
/// </summary>
internal unsafe interface ILanes<T> where T : struct, ILanes<T>
{
    /// <summary>The number of floats.</summary>
    const int Count = 16;

    static abstract T Load(float* from);

    /// <summary>The first <paramref name="count"/> (0 to 16) floats, followed by zeros; memory beyond them is not accessed.</summary>
    static abstract T LoadFirst(float* from, int count);

    static abstract T Create(float value);

    void Store(float* to);

    /// <summary>Stores the first <paramref name="count"/> (0 to 16) floats and leaves the memory beyond them unchanged.</summary>
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

    /// <summary>a · 2ⁿ for an integer n from −126 to 127.</summary>
    static abstract T ScaleByPower(T a, T n);

    /// <summary>Rounds to the nearest integers, ties to even.</summary>
    static abstract T Round(T a);

    /// <summary>Zero where a is zero, else b.</summary>
    static abstract T WhereNotZero(T a, T b);

    /// <summary>a where x is below zero, else b.</summary>
    static abstract T WhereNegative(T x, T a, T b);

    /// <summary>The sum: lane i with lane i + 8, then i + 4, i + 2, i + 1.</summary>
    float Sum();

    float Largest();
}
