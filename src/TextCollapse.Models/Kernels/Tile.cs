using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TextCollapse.Models.Kernels;

/// <summary>
/// The innermost kernel of every matrix product: a few rows times 16, 32 or 48 columns, accumulated in registers over the whole inner
/// index.
/// </summary>
internal static unsafe class Tile
{
    /// <summary>The widest tile.</summary>
    internal const int Widest = 48;

    /// <summary>
    /// c[i·ldc + j] = start[i·startStride + j] + Σₖ a[i·rowStride + k·innerStride] · b[k·ldb + j] for any number of rows and 16, 32 or 48
    /// columns; start is c itself to accumulate, a row of biases with a stride of 0, or null for zeros. Each element has one accumulator
    /// that runs over k in order from zero, so that the result does not depend on how rows and columns are tiled.
    /// </summary>
    internal static void Run(float* c, nint ldc, float* a, nint rowStride, nint innerStride, float* b, nint ldb, int inner, int rows,
        int columns, float* start, nint startStride)
    {
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i + Tile512.Rows <= rows; i += Tile512.Rows)
                Tile512.Run(c + i * ldc, ldc, a + i * rowStride, rowStride, innerStride, b, ldb, inner, columns, start == null ? null
                    : start + i * startStride, startStride);
            for (; i < rows; i++)
                Row<Lanes512>(c + i * ldc, a + i * rowStride, innerStride, b, ldb, inner, columns, start == null ? null
                    : start + i * startStride);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            for (; i + Tile256.Rows <= rows; i += Tile256.Rows)
                Tile256.Run(c + i * ldc, ldc, a + i * rowStride, rowStride, innerStride, b, ldb, inner, columns, start == null ? null
                    : start + i * startStride, startStride);
            for (; i < rows; i++)
                Row<Lanes256>(c + i * ldc, a + i * rowStride, innerStride, b, ldb, inner, columns, start == null ? null
                    : start + i * startStride);
        }
        else
        {
            for (; i + Tile128.Rows <= rows; i += Tile128.Rows)
                Tile128.Run(c + i * ldc, ldc, a + i * rowStride, rowStride, innerStride, b, ldb, inner, columns, start == null ? null
                    : start + i * startStride, startStride);
            for (; i < rows; i++)
                Row<Lanes128>(c + i * ldc, a + i * rowStride, innerStride, b, ldb, inner, columns, start == null ? null
                    : start + i * startStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<T>(float* c, float* a, nint innerStride, float* b, nint ldb, nint inner, int columns, float* start) where T
        : struct, ILanes<T>
    {
        if (columns == 48)
        {
            T c0 = T.Create(0), c1 = c0, c2 = c0;
            for (nint k = 0; k < inner; k++, a += innerStride, b += ldb)
            {
                var x = T.Create(*a);
                c0 = T.MultiplyAdd(x, T.Load(b), c0);
                c1 = T.MultiplyAdd(x, T.Load(b + 16), c1);
                c2 = T.MultiplyAdd(x, T.Load(b + 32), c2);
            }
            Put(c, c0, start, 0);
            Put(c, c1, start, 16);
            Put(c, c2, start, 32);
            return;
        }
        for (var j = 0; j < columns; j += 16)
        {
            var sum = T.Create(0);
            for (nint k = 0; k < inner; k++)
                sum = T.MultiplyAdd(T.Create(a[k * innerStride]), T.Load(b + k * ldb + j), sum);
            Put(c, sum, start, j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T>(float* c, T value, float* start, int column) where T : struct, ILanes<T> =>
        (start == null ? value : T.Load(start + column) + value).Store(c + column);
}
