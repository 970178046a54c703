using System.Runtime.Intrinsics;

namespace TextCollapse.Models.Kernels;

/// <summary>Adds up the rows of a matrix: the gradient of a bias.</summary>
internal static unsafe class ColumnSums
{
    /// <summary>sums [columns] += Σ rows of a [rows, columns]; columns is a multiple of 16.</summary>
    internal static void Add(float* sums, float* a, int lda, int rows, int columns)
    {
        if (Vector512.IsHardwareAccelerated)
            Add<Lanes512>(sums, a, lda, rows, columns);
        else if (Vector256.IsHardwareAccelerated)
            Add<Lanes256>(sums, a, lda, rows, columns);
        else
            Add<Lanes128>(sums, a, lda, rows, columns);
    }

    private static void Add<T>(float* sums, float* a, nint lda, int rows, int columns) where T : struct, ILanes<T>
    {
        for (var j = 0; j < columns; j += 16)
        {
            var sum = T.Load(sums + j);
            for (nint row = 0; row < rows; row++)
                sum += T.Load(a + row * lda + j);
            sum.Store(sums + j);
        }
    }
}
