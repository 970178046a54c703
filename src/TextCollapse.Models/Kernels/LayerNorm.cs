using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TextCollapse.Models.Kernels;

/// <summary>
/// Layer normalisation of rows (Ba, Kiros and Hinton 2016); <see cref="LayerNormReference"/> is the reference implementation.
/// </summary>
internal static unsafe class LayerNorm
{
    /// <summary>The constant that PyTorch adds to the variance.</summary>
    internal const float Epsilon = 1e-5f;

    /// <summary>
    /// Computes y [rows, width] from x; a null bias counts as zeros. <paramref name="moments"/> [rows, 2] receives each row's mean and 1 /
    /// standard deviation.
    /// </summary>
    internal static void Forward(float* x, float* gain, float* bias, int rows, int width, float* y, float* moments)
    {
        if (Vector512.IsHardwareAccelerated)
            Forward<Lanes512>(x, gain, bias, rows, width, y, moments);
        else if (Vector256.IsHardwareAccelerated)
            Forward<Lanes256>(x, gain, bias, rows, width, y, moments);
        else
            Forward<Lanes128>(x, gain, bias, rows, width, y, moments);
    }

    /// <summary>
    /// Adds the gradients with respect to x, gain and bias (unless null), given that with respect to y and the moments from
    /// <see cref="Forward"/>.
    /// </summary>
    internal static void Backward(float* x, float* gain, float* moments, float* dy, int rows, int width, float* dx, float* dGain,
        float* dBias)
    {
        if (Vector512.IsHardwareAccelerated)
            Backward<Lanes512>(x, gain, moments, dy, rows, width, dx, dGain, dBias);
        else if (Vector256.IsHardwareAccelerated)
            Backward<Lanes256>(x, gain, moments, dy, rows, width, dx, dGain, dBias);
        else
            Backward<Lanes128>(x, gain, moments, dy, rows, width, dx, dGain, dBias);
    }

    private static void Forward<T>(float* x, float* gain, float* bias, int rows, int width, float* y, float* moments) where T
        : struct, ILanes<T>
    {
        var whole = width & ~15;
        for (var row = 0; row < rows; row++, x += width, y += width, moments += 2)
        {
            (moments[0], moments[1]) = Moments<T>(x, width);
            var (mean, scale) = (T.Create(moments[0]), T.Create(moments[1]));
            for (var i = 0; i < whole; i += 16)
                T.MultiplyAdd((T.Load(x + i) - mean) * scale, T.Load(gain + i), bias == null ? T.Create(0) : T.Load(bias + i)).Store(y + i);
            if (whole < width)
                Tails.Store(T.MultiplyAdd((Tails.Load<T>(x + whole, width - whole) - mean) * scale,
                    Tails.Load<T>(gain + whole, width - whole),
                    bias == null ? T.Create(0) : Tails.Load<T>(bias + whole, width - whole)), y + whole, width - whole);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward<T>(float* x, float* gain, float* moments, float* dy, int rows, int width, float* dx, float* dGain,
        float* dBias) where T : struct, ILanes<T>
    {
        var whole = width & ~15;
        for (var row = 0; row < rows; row++, x += width, dy += width, dx += width, moments += 2)
        {
            var (mean, scale) = (T.Create(moments[0]), T.Create(moments[1]));
            var (sums, products) = (T.Create(0), T.Create(0));
            var i = 0;
            for (; i < whole; i += 16)
            {
                var normal = (T.Load(x + i) - mean) * scale;
                var slope = T.Load(dy + i);
                T.MultiplyAdd(slope, normal, T.Load(dGain + i)).Store(dGain + i);
                if (dBias != null)
                    (T.Load(dBias + i) + slope).Store(dBias + i);
                var weighted = slope * T.Load(gain + i);
                sums += weighted;
                products = T.MultiplyAdd(weighted, normal, products);
            }
            if (i < width)
            {
                var count = width - i;
                // Beyond the end of the row the loaded gradients are zero, so the values of "normal" there contribute nothing.
                var normal = (Tails.Load<T>(x + i, count) - mean) * scale;
                var slope = Tails.Load<T>(dy + i, count);
                Tails.Store(T.MultiplyAdd(slope, normal, Tails.Load<T>(dGain + i, count)), dGain + i, count);
                if (dBias != null)
                    Tails.Store(Tails.Load<T>(dBias + i, count) + slope, dBias + i, count);
                var weighted = slope * Tails.Load<T>(gain + i, count);
                sums += weighted;
                products = T.MultiplyAdd(weighted, normal, products);
            }
            var (sum, product) = (T.Create(sums.Sum() / width), T.Create(products.Sum() / width));
            for (i = 0; i < whole; i += 16)
            {
                var normal = (T.Load(x + i) - mean) * scale;
                var change = T.Load(dy + i) * T.Load(gain + i) - sum - normal * product;
                T.MultiplyAdd(change, scale, T.Load(dx + i)).Store(dx + i);
            }
            if (i < width)
            {
                var count = width - i;
                var normal = (Tails.Load<T>(x + i, count) - mean) * scale;
                var change = Tails.Load<T>(dy + i, count) * Tails.Load<T>(gain + i, count) - sum - normal * product;
                Tails.Store(T.MultiplyAdd(change, scale, Tails.Load<T>(dx + i, count)), dx + i, count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (float Mean, float Scale) Moments<T>(float* row, int width) where T : struct, ILanes<T>
    {
        // Two accumulators: a single one would be limited by latency.
        var whole = width & ~15;
        var (even, odd) = (T.Create(0), T.Create(0));
        var i = 0;
        for (; i + 32 <= whole; i += 32)
        {
            even += T.Load(row + i);
            odd += T.Load(row + i + 16);
        }
        if (i < whole)
            even += T.Load(row + i);
        if (whole < width)
            odd += Tails.Load<T>(row + whole, width - whole);
        var mean = (even + odd).Sum() / width;
        var means = T.Create(mean);
        (even, odd) = (T.Create(0), T.Create(0));
        for (i = 0; i + 32 <= whole; i += 32)
        {
            var (left, right) = (T.Load(row + i) - means, T.Load(row + i + 16) - means);
            even = T.MultiplyAdd(left, left, even);
            odd = T.MultiplyAdd(right, right, odd);
        }
        if (i < whole)
        {
            var distance = T.Load(row + i) - means;
            even = T.MultiplyAdd(distance, distance, even);
        }
        if (whole < width)
        {
            var distance = (Tails.Load<T>(row + whole, width - whole) - means) * Tails.Counted<T>(width - whole);
            odd = T.MultiplyAdd(distance, distance, odd);
        }
        return (mean, 1 / MathF.Sqrt((even + odd).Sum() / width + Epsilon));
    }
}
