using System.Numerics;

namespace TextCollapse.Models.Kernels;

/// <summary>The products of <see cref="MatrixProduct"/> in plain loops and any precision; the fast ones are tested against it.</summary>
internal static class ReferenceProduct
{
    /// <summary>C [rows, columns] += op(A) · op(B), where op optionally transposes.</summary>
    internal static void Add<T>(Span<T> c, int ldc, ReadOnlySpan<T> a, int lda, bool transposeA, ReadOnlySpan<T> b, int ldb,
        bool transposeB, int rows, int columns, int inner)
        where T : INumber<T>
    {
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
            {
                var sum = T.Zero;
                for (var k = 0; k < inner; k++)
                    sum += (transposeA ? a[k * lda + i] : a[i * lda + k]) * (transposeB ? b[j * ldb + k] : b[k * ldb + j]);
                c[i * ldc + j] += sum;
            }
    }
}
