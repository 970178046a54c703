using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TextCollapse.Models.Kernels;

/// <summary>Tiles of eight rows on vectors of 512 bits: 24, 16 or 8 of the 32 registers accumulate.</summary>
internal static unsafe class Tile512
{
    internal const int Rows = 8;

    /// <summary>Computes eight rows of 48, 32 or 16 columns; see <see cref="Tile.Run"/>.</summary>
    internal static void Run(float* c, nint ldc, float* a, nint rowStride, nint innerStride, float* b, nint ldb, nint inner, int columns,
        float* start, nint startStride)
    {
        if (start != null && startStride != 0)
            Prefetch(start, startStride, columns);
        if (columns == 48)
            Run48(c, ldc, a, rowStride, innerStride, b, ldb, inner, start, startStride);
        else if (columns == 32)
            Run32(c, ldc, a, rowStride, innerStride, b, ldb, inner, start, startStride);
        else
            Run16(c, ldc, a, rowStride, innerStride, b, ldb, inner, start, startStride);
    }

    /// <summary>Prefetches the values that the sums will be added to.</summary>
    private static void Prefetch(float* start, nint stride, int columns)
    {
        if (Sse.IsSupported)
            for (var row = 0; row < Rows; row++, start += stride)
                for (var column = 0; column < columns; column += 16)
                    Sse.Prefetch0(start + column);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run48(float* c, nint ldc, float* a, nint rowStride, nint innerStride, float* b, nint ldb, nint inner, float* start,
        nint startStride)
    {
        Vector512<float> c00 = default, c01 = default, c02 = default;
        Vector512<float> c10 = default, c11 = default, c12 = default;
        Vector512<float> c20 = default, c21 = default, c22 = default;
        Vector512<float> c30 = default, c31 = default, c32 = default;
        Vector512<float> c40 = default, c41 = default, c42 = default;
        Vector512<float> c50 = default, c51 = default, c52 = default;
        Vector512<float> c60 = default, c61 = default, c62 = default;
        Vector512<float> c70 = default, c71 = default, c72 = default;
        var row2 = 2 * rowStride;
        var row3 = 3 * rowStride;
        var row4 = 4 * rowStride;
        var row5 = 5 * rowStride;
        var row6 = 6 * rowStride;
        var row7 = 7 * rowStride;
        for (; inner > 0; inner--, a += innerStride, b += ldb)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + 16);
            var b2 = Vector512.Load(b + 32);
            var x = Vector512.Create(*a);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            c02 = Vector512.FusedMultiplyAdd(x, b2, c02);
            x = Vector512.Create(a[rowStride]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            c12 = Vector512.FusedMultiplyAdd(x, b2, c12);
            x = Vector512.Create(a[row2]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            c22 = Vector512.FusedMultiplyAdd(x, b2, c22);
            x = Vector512.Create(a[row3]);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            c32 = Vector512.FusedMultiplyAdd(x, b2, c32);
            x = Vector512.Create(a[row4]);
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(x, b1, c41);
            c42 = Vector512.FusedMultiplyAdd(x, b2, c42);
            x = Vector512.Create(a[row5]);
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(x, b1, c51);
            c52 = Vector512.FusedMultiplyAdd(x, b2, c52);
            x = Vector512.Create(a[row6]);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(x, b1, c61);
            c62 = Vector512.FusedMultiplyAdd(x, b2, c62);
            x = Vector512.Create(a[row7]);
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(x, b1, c71);
            c72 = Vector512.FusedMultiplyAdd(x, b2, c72);
        }
        if (start != null)
        {
            c00 += Vector512.Load(start);
            c01 += Vector512.Load(start + 16);
            c02 += Vector512.Load(start + 32);
            c10 += Vector512.Load(start + startStride);
            c11 += Vector512.Load(start + startStride + 16);
            c12 += Vector512.Load(start + startStride + 32);
            c20 += Vector512.Load(start + 2 * startStride);
            c21 += Vector512.Load(start + 2 * startStride + 16);
            c22 += Vector512.Load(start + 2 * startStride + 32);
            c30 += Vector512.Load(start + 3 * startStride);
            c31 += Vector512.Load(start + 3 * startStride + 16);
            c32 += Vector512.Load(start + 3 * startStride + 32);
            c40 += Vector512.Load(start + 4 * startStride);
            c41 += Vector512.Load(start + 4 * startStride + 16);
            c42 += Vector512.Load(start + 4 * startStride + 32);
            c50 += Vector512.Load(start + 5 * startStride);
            c51 += Vector512.Load(start + 5 * startStride + 16);
            c52 += Vector512.Load(start + 5 * startStride + 32);
            c60 += Vector512.Load(start + 6 * startStride);
            c61 += Vector512.Load(start + 6 * startStride + 16);
            c62 += Vector512.Load(start + 6 * startStride + 32);
            c70 += Vector512.Load(start + 7 * startStride);
            c71 += Vector512.Load(start + 7 * startStride + 16);
            c72 += Vector512.Load(start + 7 * startStride + 32);
        }
        c00.Store(c);
        c01.Store(c + 16);
        c02.Store(c + 32);
        c10.Store(c + ldc);
        c11.Store(c + ldc + 16);
        c12.Store(c + ldc + 32);
        c20.Store(c + 2 * ldc);
        c21.Store(c + 2 * ldc + 16);
        c22.Store(c + 2 * ldc + 32);
        c30.Store(c + 3 * ldc);
        c31.Store(c + 3 * ldc + 16);
        c32.Store(c + 3 * ldc + 32);
        c40.Store(c + 4 * ldc);
        c41.Store(c + 4 * ldc + 16);
        c42.Store(c + 4 * ldc + 32);
        c50.Store(c + 5 * ldc);
        c51.Store(c + 5 * ldc + 16);
        c52.Store(c + 5 * ldc + 32);
        c60.Store(c + 6 * ldc);
        c61.Store(c + 6 * ldc + 16);
        c62.Store(c + 6 * ldc + 32);
        c70.Store(c + 7 * ldc);
        c71.Store(c + 7 * ldc + 16);
        c72.Store(c + 7 * ldc + 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run32(float* c, nint ldc, float* a, nint rowStride, nint innerStride, float* b, nint ldb, nint inner, float* start,
        nint startStride)
    {
        Vector512<float> c00 = default, c01 = default;
        Vector512<float> c10 = default, c11 = default;
        Vector512<float> c20 = default, c21 = default;
        Vector512<float> c30 = default, c31 = default;
        Vector512<float> c40 = default, c41 = default;
        Vector512<float> c50 = default, c51 = default;
        Vector512<float> c60 = default, c61 = default;
        Vector512<float> c70 = default, c71 = default;
        var row2 = 2 * rowStride;
        var row3 = 3 * rowStride;
        var row4 = 4 * rowStride;
        var row5 = 5 * rowStride;
        var row6 = 6 * rowStride;
        var row7 = 7 * rowStride;
        for (; inner > 0; inner--, a += innerStride, b += ldb)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + 16);
            var x = Vector512.Create(*a);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            x = Vector512.Create(a[rowStride]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            x = Vector512.Create(a[row2]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            x = Vector512.Create(a[row3]);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            x = Vector512.Create(a[row4]);
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(x, b1, c41);
            x = Vector512.Create(a[row5]);
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(x, b1, c51);
            x = Vector512.Create(a[row6]);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(x, b1, c61);
            x = Vector512.Create(a[row7]);
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(x, b1, c71);
        }
        if (start != null)
        {
            c00 += Vector512.Load(start);
            c01 += Vector512.Load(start + 16);
            c10 += Vector512.Load(start + startStride);
            c11 += Vector512.Load(start + startStride + 16);
            c20 += Vector512.Load(start + 2 * startStride);
            c21 += Vector512.Load(start + 2 * startStride + 16);
            c30 += Vector512.Load(start + 3 * startStride);
            c31 += Vector512.Load(start + 3 * startStride + 16);
            c40 += Vector512.Load(start + 4 * startStride);
            c41 += Vector512.Load(start + 4 * startStride + 16);
            c50 += Vector512.Load(start + 5 * startStride);
            c51 += Vector512.Load(start + 5 * startStride + 16);
            c60 += Vector512.Load(start + 6 * startStride);
            c61 += Vector512.Load(start + 6 * startStride + 16);
            c70 += Vector512.Load(start + 7 * startStride);
            c71 += Vector512.Load(start + 7 * startStride + 16);
        }
        c00.Store(c);
        c01.Store(c + 16);
        c10.Store(c + ldc);
        c11.Store(c + ldc + 16);
        c20.Store(c + 2 * ldc);
        c21.Store(c + 2 * ldc + 16);
        c30.Store(c + 3 * ldc);
        c31.Store(c + 3 * ldc + 16);
        c40.Store(c + 4 * ldc);
        c41.Store(c + 4 * ldc + 16);
        c50.Store(c + 5 * ldc);
        c51.Store(c + 5 * ldc + 16);
        c60.Store(c + 6 * ldc);
        c61.Store(c + 6 * ldc + 16);
        c70.Store(c + 7 * ldc);
        c71.Store(c + 7 * ldc + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run16(float* c, nint ldc, float* a, nint rowStride, nint innerStride, float* b, nint ldb, nint inner, float* start,
        nint startStride)
    {
        Vector512<float> c00 = default;
        Vector512<float> c10 = default;
        Vector512<float> c20 = default;
        Vector512<float> c30 = default;
        Vector512<float> c40 = default;
        Vector512<float> c50 = default;
        Vector512<float> c60 = default;
        Vector512<float> c70 = default;
        var row2 = 2 * rowStride;
        var row3 = 3 * rowStride;
        var row4 = 4 * rowStride;
        var row5 = 5 * rowStride;
        var row6 = 6 * rowStride;
        var row7 = 7 * rowStride;
        for (; inner > 0; inner--, a += innerStride, b += ldb)
        {
            var b0 = Vector512.Load(b);
            var x = Vector512.Create(*a);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            x = Vector512.Create(a[rowStride]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            x = Vector512.Create(a[row2]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            x = Vector512.Create(a[row3]);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            x = Vector512.Create(a[row4]);
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            x = Vector512.Create(a[row5]);
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            x = Vector512.Create(a[row6]);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            x = Vector512.Create(a[row7]);
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
        }
        if (start != null)
        {
            c00 += Vector512.Load(start);
            c10 += Vector512.Load(start + startStride);
            c20 += Vector512.Load(start + 2 * startStride);
            c30 += Vector512.Load(start + 3 * startStride);
            c40 += Vector512.Load(start + 4 * startStride);
            c50 += Vector512.Load(start + 5 * startStride);
            c60 += Vector512.Load(start + 6 * startStride);
            c70 += Vector512.Load(start + 7 * startStride);
        }
        c00.Store(c);
        c10.Store(c + ldc);
        c20.Store(c + 2 * ldc);
        c30.Store(c + 3 * ldc);
        c40.Store(c + 4 * ldc);
        c50.Store(c + 5 * ldc);
        c60.Store(c + 6 * ldc);
        c70.Store(c + 7 * ldc);
    }
}
