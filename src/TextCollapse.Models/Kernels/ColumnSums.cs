using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TextCollapse.Models.Kernels;

/// <summary>Sums the rows of a matrix, for the gradient of a bias.</summary>
internal static unsafe class ColumnSums
{
    /// <summary>sums [columns] += Σ rows of a [rows, columns].</summary>
    internal static void Add(float* sums, float* a, int lda, int rows, int columns)
    {
        if (Vector512.IsHardwareAccelerated)
            Add<Lanes512>(sums, a, lda, rows, columns);
        else if (Vector256.IsHardwareAccelerated)
            Add<Lanes256>(sums, a, lda, rows, columns);
        else
            Add<Lanes128>(sums, a, lda, rows, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<T>(float* sums, float* a, nint lda, int rows, int columns) where T : struct, ILanes<T>
    {
        var j = 0;
        // Four adjacent vectors at once: one column after another would cause a cache miss in every row.
        for (; j + 64 <= columns; j += 64)
        {
            T w = T.Load(sums + j), x = T.Load(sums + j + 16), y = T.Load(sums + j + 32), z = T.Load(sums + j + 48);
            for (nint row = 0; row < rows; row++)
            {
                var from = a + row * lda + j;
                w += T.Load(from);
                x += T.Load(from + 16);
                y += T.Load(from + 32);
                z += T.Load(from + 48);
            }
            w.Store(sums + j);
            x.Store(sums + j + 16);
            y.Store(sums + j + 32);
            z.Store(sums + j + 48);
        }
        for (; j < columns; j += 16)
        {
            var sum = Tails.Load<T>(sums + j, columns - j);
            for (nint row = 0; row < rows; row++)
                sum += Tails.Load<T>(a + row * lda + j, columns - j);
            Tails.Store(sum, sums + j, columns - j);
        }
    }
}
