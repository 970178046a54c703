using System.Numerics.Tensors;
using static TextCollapse.Models.Training.MuonConstants;

namespace TextCollapse.Models.Kernels;

/// <summary>
/// Orthogonalises matrices by the quintic Newton–Schulz iteration X ← aX + X(b XᵀX + c (XᵀX)²) from X = G / ‖G‖ (Jordan et al. 2024): the
/// singular vectors stay, and the singular values that are not very small come to between 0.68 and 1.14. Matrices are tall, [rows, columns]
/// with rows ≥ columns, so that every factor is read along its rows; wide ones are handed over transposed. The buffers hold one matrix at a
/// time.
/// </summary>
internal sealed unsafe class NewtonSchulz
{
    // Rows of a symmetric product that are computed together: from their diagonal on.
    private const int Stripe = 32;
    private readonly FloatBuffer _gram, _square;
    private FloatBuffer _matrix, _next;
    private int _rows, _columns;

    /// <summary>Buffers for matrices of at most this size.</summary>
    internal NewtonSchulz(int rows, int columns)
    {
        (_matrix, _next) = (new(Size(rows, columns)), new(Size(rows, columns)));
        (_gram, _square) = (new(Size(Panels.Padded(columns), columns)), new(Size(Panels.Padded(columns), columns)));
    }

    /// <summary>Floats from one row of the present matrix to the next; not a power of two.</summary>
    internal int Stride { get; private set; }

    /// <summary>Zeros for a matrix, which the caller fills.</summary>
    internal float* Begin(int rows, int columns)
    {
        (_rows, _columns, Stride) = (rows, Panels.Padded(columns), StrideOf(columns));
        _matrix.Slice(0, rows * Stride).Clear();
        return _matrix.Pointer;
    }

    /// <summary>Orthogonalises what the matrix was filled with, and gives the result [rows, columns].</summary>
    internal float* Run()
    {
        var matrix = _matrix.Slice(0, _rows * Stride);
        TensorPrimitives.Multiply(matrix, (float)(1 / Math.Max(LeastNorm, Math.Sqrt(SumOfSquares.Of(matrix)))), matrix);
        for (var step = 0; step < Steps; step++)
        {
            // With S = (b/c) XᵀX + (XᵀX)², the next X is c ((a/c) X + X S).
            SymmetricProduct(_gram, _matrix, 1, Stride, _matrix, _rows, null);
            SymmetricProduct(_square, _gram, Stride, 1, _gram, _columns, _gram);
            var next = _next.Slice(0, _rows * Stride);
            TensorPrimitives.Multiply(_matrix.Slice(0, _rows * Stride), Linear / Quintic, next);
            MatrixProduct.Add(_next.Pointer, Stride, _matrix.Pointer, Stride, 1, _square.Pointer, Stride, _rows, _columns, _columns);
            TensorPrimitives.Multiply(next, Quintic, next);
            (_matrix, _next) = (_next, _matrix);
        }
        return _matrix.Pointer;
    }

    private static int StrideOf(int columns) => Panels.Padded(columns) + 16;

    private static int Size(int rows, int columns) => checked(rows * StrideOf(columns));

    /// <summary>
    /// c [columns, columns] = op(a) · b, or + (b/c) <paramref name="start"/>, where the result is symmetric: the rows of a stripe from the
    /// diagonal on, and their mirror image.
    /// </summary>
    private void SymmetricProduct(FloatBuffer c, FloatBuffer a, nint rowStride, nint innerStride, FloatBuffer b, int inner,
        FloatBuffer? start)
    {
        for (var first = 0; first < _columns; first += Stripe)
        {
            var (height, width) = (Math.Min(Stripe, _columns - first), _columns - first);
            for (var row = first; row < first + height; row++)
            {
                var to = c.Slice(row * Stride + first, width);
                if (start is null)
                    to.Clear();
                else
                    TensorPrimitives.Multiply(start.Slice(row * Stride + first, width), Cubic / Quintic, to);
            }
            MatrixProduct.Add(c.Pointer + first * Stride + first, Stride, a.Pointer + first * rowStride, rowStride, innerStride,
                b.Pointer + first, Stride, height, width, inner);
            for (var column = first + height; column < _columns; column++)
                for (var row = first; row < first + height; row++)
                    c.Pointer[column * Stride + row] = c.Pointer[row * Stride + column];
        }
    }
}
