using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TextCollapse.Models.Kernels;

/// <summary>The innermost step of every matrix product: a few rows times 16, 32 or 48 columns, accumulated in registers over the whole inner index.</summary>
internal static unsafe class Tile
{
    /// <summary>The widest tile.</summary>
    internal const int Widest = 48;

    /// <summary>
    /// c[i·ldc + j] = (or +=) Σₖ a[i·rowStride + k·innerStride] · b[k·ldb + j] for any number of rows and 16, 32 or 48 columns. Each element has one
    /// accumulator that runs over k in order from zero, so that the result does not depend on how rows and columns are tiled.
    /// </summary>
    internal static void Run(float* c, nint ldc, float* a, nint rowStride, nint innerStride, float* b, nint ldb, int inner, int rows, int columns, bool add)
    {
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i + Tile512.Rows <= rows; i += Tile512.Rows)
                Tile512.Run(c + i * ldc, ldc, a + i * rowStride, rowStride, innerStride, b, ldb, inner, columns, add);
            for (; i < rows; i++)
                Row<Lanes512>(c + i * ldc, a + i * rowStride, innerStride, b, ldb, inner, columns, add);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            for (; i + Tile256.Rows <= rows; i += Tile256.Rows)
                Tile256.Run(c + i * ldc, ldc, a + i * rowStride, rowStride, innerStride, b, ldb, inner, columns, add);
            for (; i < rows; i++)
                Row<Lanes256>(c + i * ldc, a + i * rowStride, innerStride, b, ldb, inner, columns, add);
        }
        else
        {
            for (; i + Tile128.Rows <= rows; i += Tile128.Rows)
                Tile128.Run(c + i * ldc, ldc, a + i * rowStride, rowStride, innerStride, b, ldb, inner, columns, add);
            for (; i < rows; i++)
                Row<Lanes128>(c + i * ldc, a + i * rowStride, innerStride, b, ldb, inner, columns, add);
        }
    }

    private static void Row<T>(float* c, float* a, nint innerStride, float* b, nint ldb, nint inner, int columns, bool add) where T : struct, ILanes<T>
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
            Put(c, c0, add);
            Put(c + 16, c1, add);
            Put(c + 32, c2, add);
            return;
        }
        for (var j = 0; j < columns; j += 16)
        {
            var sum = T.Create(0);
            for (nint k = 0; k < inner; k++)
                sum = T.MultiplyAdd(T.Create(a[k * innerStride]), T.Load(b + k * ldb + j), sum);
            Put(c + j, sum, add);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T>(float* c, T value, bool add) where T : struct, ILanes<T> => (add ? T.Load(c) + value : value).Store(c);
}
