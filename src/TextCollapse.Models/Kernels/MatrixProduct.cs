namespace TextCollapse.Models.Kernels;

/// <summary>
/// Products of row-major matrices with leading dimensions (row strides in floats). The sum over the inner index runs in order, with one
/// accumulator per element for every 256 terms, for any shapes, so that splitting rows or columns differently gives bit-identical results.
/// Unpacked right operands whose number of columns is not a multiple of 16 are packed first; that scratch buffer is kept per thread.
/// </summary>
internal static unsafe class MatrixProduct
{
    // Inner terms per pass: small enough that a tile's part of both operands stays in the L1 cache.
    private const int Block = 256;

    [ThreadStatic]
    private static FloatBuffer? _scratch;

    [ThreadStatic]
    private static FloatBuffer? _edge;

    /// <summary>C [rows, columns] += A [rows, inner] · B [inner, columns].</summary>
    internal static void Add(Span<float> c, int ldc, ReadOnlySpan<float> a, int lda, ReadOnlySpan<float> b, int ldb, int rows, int columns,
        int inner)
    {
        fixed (float* pc = c, pa = a, pb = b)
            Add(pc, ldc, pa, lda, 1, pb, ldb, rows, columns, inner);
    }

    /// <summary>C [rows, columns] += Aᵀ · B with A [inner, rows] and B [inner, columns].</summary>
    internal static void AddTransposedA(Span<float> c, int ldc, ReadOnlySpan<float> a, int lda, ReadOnlySpan<float> b, int ldb, int rows,
        int columns, int inner)
    {
        fixed (float* pc = c, pa = a, pb = b)
            Add(pc, ldc, pa, 1, lda, pb, ldb, rows, columns, inner);
    }

    /// <summary>C [rows, columns] += A · Bᵀ with A [rows, inner] and B [columns, inner].</summary>
    internal static void AddTransposedB(Span<float> c, int ldc, ReadOnlySpan<float> a, int lda, ReadOnlySpan<float> b, int ldb, int rows,
        int columns, int inner)
    {
        fixed (float* pc = c, pa = a, pb = b)
        {
            var panel = Scratch(ref _scratch, Block * Tile.Widest);
            for (var k = 0; k < inner; k += Block)
            {
                var depth = Math.Min(Block, inner - k);
                for (int j = 0, width; j < columns; j += width)
                {
                    width = Panels.Width(Panels.Padded(columns - j));
                    var real = Math.Min(width, columns - j);
                    for (var column = 0; column < real; column++)
                        for (var n = 0; n < depth; n++)
                            panel[(nint)n * width + column] = pb[(nint)(j + column) * ldb + k + n];
                    ClearColumns(panel, depth, width, real);
                    Panel(pc + j, ldc, pa + k, lda, 1, panel, width, rows, width, real, depth);
                }
            }
        }
    }

    /// <summary>C [rows, packed.Columns] += A [rows, packed.Inner] · packed matrix.</summary>
    internal static void Add(Span<float> c, int ldc, ReadOnlySpan<float> a, int lda, PackedMatrix packed, int rows)
    {
        fixed (float* pc = c, pa = a)
            Add(pc, ldc, pa, lda, packed, rows);
    }

    /// <summary>The same product on pointers.</summary>
    internal static void Add(float* c, int ldc, float* a, int lda, PackedMatrix packed, int rows)
    {
        for (var k = 0; k < packed.Inner; k += Block)
        {
            var depth = Math.Min(Block, packed.Inner - k);
            for (int j = 0, width; j < packed.PaddedColumns; j += width)
            {
                width = Panels.Width(packed.PaddedColumns - j);
                Panel(c + j, ldc, a + k, lda, 1, packed.Values.Pointer + (nint)j * packed.Inner + (nint)k * width, width, rows, width,
                    Math.Min(width, packed.Columns - j), depth);
            }
        }
    }

    /// <summary>C [rows, columns] += op(A) · B, where element (i, k) of op(A) is a[i·rowStride + k·innerStride].</summary>
    internal static void Add(float* c, int ldc, float* a, nint rowStride, nint innerStride, float* b, int ldb, int rows, int columns,
        int inner)
    {
        for (var k = 0; k < inner; k += Block)
        {
            var depth = Math.Min(Block, inner - k);
            for (int j = 0, width; j < columns; j += width)
            {
                width = Panels.Width(Panels.Padded(columns - j));
                var real = Math.Min(width, columns - j);
                float* panel = b + (nint)k * ldb + j;
                var ld = ldb;
                if (real < width)
                {
                    var packed = Scratch(ref _scratch, Block * Tile.Widest);
                    for (var n = 0; n < depth; n++)
                        new ReadOnlySpan<float>(panel + (nint)n * ldb, real).CopyTo(new Span<float>(packed + (nint)n * width, real));
                    ClearColumns(packed, depth, width, real);
                    panel = packed;
                    ld = width;
                }
                Panel(c + j, ldc, a + k * innerStride, rowStride, innerStride, panel, ld, rows, width, real, depth);
            }
        }
    }

    // Computes one panel of columns; if the panel is wider than C, by way of a small scratch block.
    private static void Panel(float* c, int ldc, float* a, nint rowStride, nint innerStride, float* b, int ldb, int rows, int width,
        int real, int depth)
    {
        if (real == width)
        {
            Tile.Run(c, ldc, a, rowStride, innerStride, b, ldb, depth, rows, width, c, ldc);
            return;
        }
        const int Rows = 8;
        var edge = Scratch(ref _edge, Rows * Tile.Widest);
        for (var i = 0; i < rows; i += Rows)
        {
            var some = Math.Min(Rows, rows - i);
            Tile.Run(edge, width, a + i * rowStride, rowStride, innerStride, b, ldb, depth, some, width, null, 0);
            for (var row = 0; row < some; row++)
                for (var column = 0; column < real; column++)
                    c[(nint)(i + row) * ldc + column] += edge[row * width + column];
        }
    }

    private static void ClearColumns(float* panel, int depth, int width, int real)
    {
        if (real < width)
            for (var n = 0; n < depth; n++)
                new Span<float>(panel + (nint)n * width + real, width - real).Clear();
    }

    private static float* Scratch(ref FloatBuffer? buffer, int length) => (buffer ??= new FloatBuffer(length)).Pointer;
}
