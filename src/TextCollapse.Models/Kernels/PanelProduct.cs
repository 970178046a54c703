using System.Runtime.Intrinsics;

namespace TextCollapse.Models.Kernels;

/// <summary>
/// The left operand of a product: element (row, step) is at <c>Data[row · Row + step · Step]</c>, so that a transpose needs no copy.
/// </summary>
internal readonly unsafe record struct LeftOperand(nint Address, int Row, int Step)
{
    internal LeftOperand(float* data, int row, int step) : this((nint)data, row, step) { }

    internal float* At(int row, int step) => (float*)Address + (nint)row * Row + (nint)step * Step;
}

/// <summary>The right operand: packed panels of depth <paramref name="Depth"/>; a product may use fewer steps and columns.</summary>
internal readonly unsafe record struct RightOperand(nint Address, int Depth)
{
    internal RightOperand(float* panels, int depth) : this((nint)panels, depth) { }

    internal float* At(int step, int column) => (float*)Address + (nint)column * Depth + step * ColumnPanels.Columns;
}

/// <summary>
/// Products c = a · b (+ bias, or + c) with b in <see cref="ColumnPanels"/>, which the caller owns and may use in part, as attention does.
/// The sum over the depth runs in order from zero for every 128 steps, so that the result of a row does not depend on other rows.
/// </summary>
internal static unsafe class PanelProduct
{
    /// <summary>Steps per pass: a panel of this depth (16 KB) and eight rows of the left operand fit into an L1 cache of 32 KB.</summary>
    internal const int DepthBlock = 128;

    private const int TileRows = 8;

    /// <summary>
    /// c = a · b (+ <paramref name="bias"/>, one value per column; null for none). The row stride of c is <paramref name="stride"/>.
    /// </summary>
    internal static void Multiply(LeftOperand a, RightOperand b, int rows, int columns, int depth, float* c, int stride,
        float* bias = null) =>
        Run(a, b, rows, columns, depth, c, stride, bias, 0);

    /// <summary>c += a · b.</summary>
    internal static void Add(LeftOperand a, RightOperand b, int rows, int columns, int depth, float* c, int stride) =>
        Run(a, b, rows, columns, depth, c, stride, c, stride);

    /// <summary>The size of the scratch buffer of <see cref="AddTransposed"/> in floats.</summary>
    internal static int ScratchSize(int depth, int rows, int columns) =>
        checked(ColumnPanels.Size(depth, columns) + (rows + TileRows - 1) / TileRows * TileRows * depth);

    /// <summary>
    /// c [rows, columns] += aᵀ · b for row-major a [depth, rows] with row stride <paramref name="aStride"/> and b [depth, columns]: the
    /// weight gradient of a layer. Both are packed, because columns with a power-of-two stride would compete for a few cache sets.
    /// </summary>
    internal static void AddTransposed(float* a, int aStride, float* b, int bStride, int depth, int rows, int columns, float* c,
        float* scratch)
    {
        ColumnPanels.Pack(b, bStride, depth, columns, scratch);
        var right = new RightOperand(scratch, depth);
        var left = scratch + ColumnPanels.Size(depth, columns);
        PackTiles(a, aStride, depth, rows, left);
        for (var top = 0; top < depth; top += DepthBlock)
        {
            var steps = Math.Min(DepthBlock, depth - top);
            for (var first = 0; first < columns; first += ColumnPanels.Columns)
                for (var row = 0; row < rows; row += TileRows)
                {
                    var operand = new LeftOperand(left + (nint)row * depth, 1, TileRows);
                    var height = Math.Min(TileRows, rows - row);
                    var target = c + (nint)row * columns + first;
                    if (columns - first >= ColumnPanels.Columns)
                        Tile.Run(target, columns, operand.At(0, top), 1, TileRows, right.At(top, first), ColumnPanels.Columns, steps,
                            height, ColumnPanels.Columns, target, columns);
                    else
                        Edge(operand, right, height, first, columns - first, top, steps, target, columns, target, columns);
                }
        }
    }

    /// <summary>Packs a row-major [depth, rows] matrix as tiles of eight rows, each [depth, 8].</summary>
    private static void PackTiles(float* a, int stride, int depth, int rows, float* tiles)
    {
        var row = 0;
        // Two tiles at once: one cache line contains a step of both.
        for (; row + 2 * TileRows <= rows; row += 2 * TileRows)
        {
            float* from = a + row, to = tiles + (nint)row * depth, second = to + (nint)depth * TileRows;
            for (var step = 0; step < depth; step++, from += stride, to += TileRows, second += TileRows)
            {
                Vector256.Load(from).Store(to);
                Vector256.Load(from + TileRows).Store(second);
            }
        }
        for (; row < rows; row += TileRows)
        {
            var height = Math.Min(TileRows, rows - row);
            for (var step = 0; step < depth; step++)
                new ReadOnlySpan<float>(a + (nint)step * stride + row, height)
                    .CopyTo(new Span<float>(tiles + (nint)row * depth + step * TileRows, height));
        }
    }

    private static void Run(LeftOperand a, RightOperand b, int rows, int columns, int depth, float* c, int stride, float* start,
        int startStride)
    {
        for (var top = 0; top < depth; top += DepthBlock, start = c, startStride = stride)
        {
            var steps = Math.Min(DepthBlock, depth - top);
            for (var first = 0; first < columns; first += ColumnPanels.Columns)
            {
                var from = start == null ? null : start + first;
                if (columns - first >= ColumnPanels.Columns)
                    Tile.Run(c + first, stride, a.At(0, top), a.Row, a.Step, b.At(top, first), ColumnPanels.Columns, steps, rows,
                        ColumnPanels.Columns, from, startStride);
                else
                    Edge(a, b, rows, first, columns - first, top, steps, c + first, stride, from, startStride);
            }
        }
    }

    /// <summary>Computes the last columns by way of a scratch block, because c has no room for whole panels.</summary>
    private static void Edge(LeftOperand a, RightOperand b, int rows, int first, int columns, int top, int steps, float* c, nint stride,
        float* start, nint startStride)
    {
        var edge = stackalloc float[TileRows * ColumnPanels.Columns];
        for (var row = 0; row < rows; row += TileRows)
        {
            var height = Math.Min(TileRows, rows - row);
            Tile.Run(edge, ColumnPanels.Columns, a.At(row, top), a.Row, a.Step, b.At(top, first), ColumnPanels.Columns, steps, height,
                ColumnPanels.Columns, null, 0);
            for (var i = 0; i < height; i++)
                for (var column = 0; column < columns; column++)
                    c[(row + i) * stride + column] = (start == null ? 0 : start[(row + i) * startStride + column])
                        + edge[i * ColumnPanels.Columns + column];
        }
    }
}
