namespace TextCollapse.Models.Kernels;

/// <summary>
/// Products of row-major matrices with leading dimensions (distance in floats between the beginnings of two rows). The sum over the inner index
/// runs in its order, in one accumulator per element, whatever the shapes, so cutting rows or columns differently changes no bit.
/// </summary>
internal static class MatrixProduct
{
    /// <summary>C [rows, columns] += A [rows, inner] · B [inner, columns].</summary>
    internal static void Add(Span<float> c, int ldc, ReadOnlySpan<float> a, int lda, ReadOnlySpan<float> b, int ldb, int rows, int columns, int inner)
    {
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
            {
                var sum = 0f;
                for (var k = 0; k < inner; k++)
                    sum = MathF.FusedMultiplyAdd(a[i * lda + k], b[k * ldb + j], sum);
                c[i * ldc + j] += sum;
            }
    }

    /// <summary>C [rows, columns] += Aᵀ · B with A [inner, rows] and B [inner, columns].</summary>
    internal static void AddTransposedA(Span<float> c, int ldc, ReadOnlySpan<float> a, int lda, ReadOnlySpan<float> b, int ldb, int rows, int columns, int inner)
    {
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
            {
                var sum = 0f;
                for (var k = 0; k < inner; k++)
                    sum = MathF.FusedMultiplyAdd(a[k * lda + i], b[k * ldb + j], sum);
                c[i * ldc + j] += sum;
            }
    }

    /// <summary>C [rows, columns] += A · Bᵀ with A [rows, inner] and B [columns, inner].</summary>
    internal static void AddTransposedB(Span<float> c, int ldc, ReadOnlySpan<float> a, int lda, ReadOnlySpan<float> b, int ldb, int rows, int columns, int inner)
    {
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
            {
                var sum = 0f;
                for (var k = 0; k < inner; k++)
                    sum = MathF.FusedMultiplyAdd(a[i * lda + k], b[j * ldb + k], sum);
                c[i * ldc + j] += sum;
            }
    }

    /// <summary>C [rows, packed.Columns] += A [rows, packed.Inner] · the packed matrix.</summary>
    internal static void Add(Span<float> c, int ldc, ReadOnlySpan<float> a, int lda, PackedMatrix packed, int rows)
        => Add(c, ldc, a, lda, packed.Values.Span, packed.Columns, rows, packed.Columns, packed.Inner);
}
