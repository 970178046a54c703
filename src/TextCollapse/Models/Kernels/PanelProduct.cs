using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TextCollapse.Models.Kernels;

/// <summary>The left operand of a product: element (row, step) is at <c>Data[row · Row + step · Step]</c>, so that a transpose costs nothing.</summary>
internal readonly unsafe record struct LeftOperand(nint Address, int Row, int Step)
{
    internal LeftOperand(float* data, int row, int step) : this((nint)data, row, step) { }

    internal float* At(int row, int step) => (float*)Address + (nint)row * Row + (nint)step * Step;
}

/// <summary>The right operand: packed panels of which each is <paramref name="Depth"/> deep; a product may use fewer steps and columns.</summary>
internal readonly unsafe record struct RightOperand(nint Address, int Depth)
{
    internal RightOperand(float* panels, int depth) : this((nint)panels, depth) { }

    internal float* At(int step, int column) => (float*)Address + (nint)column * Depth + step * ColumnPanels.Columns;
}

/// <summary>
/// Matrix products c = a · b (+ bias, or + c) with b in <see cref="ColumnPanels"/>. Every element of c is one chain of multiply–adds in the order
/// of the depth, whatever the number of rows and the width of the machine's vectors: a row's result does not depend on its neighbours.
/// </summary>
internal static unsafe class PanelProduct
{
    private const int TileRows = 8;

    // A panel this deep (16 KB) and the eight rows that meet it stay in a first-level cache of 32 KB.
    private const int DepthBlock = 128;

    /// <summary>What c holds before the first multiply–add.</summary>
    private enum Start
    {
        Zero,
        Bias,
        Old,
    }

    /// <summary>c = a · b, or + <paramref name="bias"/> (one number per column; null for none). The rows of c are <paramref name="stride"/> apart.</summary>
    internal static void Multiply(LeftOperand a, RightOperand b, int rows, int columns, int depth, float* c, int stride, float* bias = null) =>
        Run(a, b, rows, columns, depth, c, stride, bias, bias == null ? Start.Zero : Start.Bias);

    /// <summary>c += a · b.</summary>
    internal static void Add(LeftOperand a, RightOperand b, int rows, int columns, int depth, float* c, int stride) =>
        Run(a, b, rows, columns, depth, c, stride, null, Start.Old);

    private static void Run(LeftOperand a, RightOperand b, int rows, int columns, int depth, float* c, int stride, float* bias, Start start)
    {
        var wide = Vector512.IsHardwareAccelerated;
        var tile = stackalloc float[TileRows * ColumnPanels.Columns];
        for (var top = 0; top < depth || top == 0; top += DepthBlock, start = Start.Old)
        {
            var steps = Math.Min(DepthBlock, depth - top);
            for (var first = 0; first < columns; first += ColumnPanels.Columns)
            {
                var panel = b.At(top, first);
                var width = Math.Min(ColumnPanels.Columns, columns - first);
                for (var row = 0; row < rows; row += TileRows)
                {
                    var height = Math.Min(TileRows, rows - row);
                    var target = c + (nint)row * stride + first;
                    var whole = width == ColumnPanels.Columns && height == TileRows;
                    var (to, step) = whole ? ((nint)target, stride) : ((nint)tile, ColumnPanels.Columns);
                    if (start == Start.Bias)
                        Fill((float*)to, step, height, width, bias + first, 0);
                    else if (start == Start.Old && !whole)
                        Fill(tile, ColumnPanels.Columns, height, width, target, stride);
                    if (wide)
                        PanelTile512.Run(a.At(row, top), a.Row, a.Step, height, panel, steps, (float*)to, step, start != Start.Zero);
                    else
                        PanelTile256.Run(a.At(row, top), a.Row, a.Step, height, panel, steps, (float*)to, step, start != Start.Zero);
                    if (!whole)
                        Fill(target, stride, height, width, tile, ColumnPanels.Columns);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill(float* to, int toStride, int height, int width, float* from, int fromStride)
    {
        for (var row = 0; row < height; row++)
            if (width == ColumnPanels.Columns)
            {
                Vector512.Store(Vector512.Load(from + (nint)row * fromStride), to + (nint)row * toStride);
                Vector512.Store(Vector512.Load(from + (nint)row * fromStride + 16), to + (nint)row * toStride + 16);
            }
            else
                for (var column = 0; column < width; column++)
                    to[(nint)row * toStride + column] = from[(nint)row * fromStride + column];
    }
}
