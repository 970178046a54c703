using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TextCollapse.Models.Kernels;

/// <summary>Tiles of four rows and eight columns on vectors of 128 bits: 8 of the 16 registers accumulate.</summary>
internal static unsafe class Tile128
{
    internal const int Rows = 4;

    /// <summary>Computes four rows, eight columns at a time; see <see cref="Tile.Run"/>.</summary>
    internal static void Run(float* c, nint ldc, float* a, nint rowStride, nint innerStride, float* b, nint ldb, nint inner, int columns,
        float* start, nint startStride)
    {
        for (var j = 0; j < columns; j += 8)
            Run8(c + j, ldc, a, rowStride, innerStride, b + j, ldb, inner, start == null ? null : start + j, startStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run8(float* c, nint ldc, float* a, nint rowStride, nint innerStride, float* b, nint ldb, nint inner, float* start,
        nint startStride)
    {
        Vector128<float> c00 = default, c01 = default;
        Vector128<float> c10 = default, c11 = default;
        Vector128<float> c20 = default, c21 = default;
        Vector128<float> c30 = default, c31 = default;
        var row2 = 2 * rowStride;
        var row3 = 3 * rowStride;
        for (; inner > 0; inner--, a += innerStride, b += ldb)
        {
            var b0 = Vector128.Load(b);
            var b1 = Vector128.Load(b + 4);
            var x = Vector128.Create(*a);
            c00 = Vector128.MultiplyAddEstimate(x, b0, c00);
            c01 = Vector128.MultiplyAddEstimate(x, b1, c01);
            x = Vector128.Create(a[rowStride]);
            c10 = Vector128.MultiplyAddEstimate(x, b0, c10);
            c11 = Vector128.MultiplyAddEstimate(x, b1, c11);
            x = Vector128.Create(a[row2]);
            c20 = Vector128.MultiplyAddEstimate(x, b0, c20);
            c21 = Vector128.MultiplyAddEstimate(x, b1, c21);
            x = Vector128.Create(a[row3]);
            c30 = Vector128.MultiplyAddEstimate(x, b0, c30);
            c31 = Vector128.MultiplyAddEstimate(x, b1, c31);
        }
        if (start != null)
        {
            c00 += Vector128.Load(start);
            c01 += Vector128.Load(start + 4);
            c10 += Vector128.Load(start + startStride);
            c11 += Vector128.Load(start + startStride + 4);
            c20 += Vector128.Load(start + 2 * startStride);
            c21 += Vector128.Load(start + 2 * startStride + 4);
            c30 += Vector128.Load(start + 3 * startStride);
            c31 += Vector128.Load(start + 3 * startStride + 4);
        }
        c00.Store(c);
        c01.Store(c + 4);
        c10.Store(c + ldc);
        c11.Store(c + ldc + 4);
        c20.Store(c + 2 * ldc);
        c21.Store(c + 2 * ldc + 4);
        c30.Store(c + 3 * ldc);
        c31.Store(c + 3 * ldc + 4);
    }
}
