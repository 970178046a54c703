using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TextCollapse.Models.Kernels;

/// <summary>
/// The right operand of <see cref="PanelProduct"/>: a [depth, columns] matrix cut into panels of 32 columns, each stored as [depth, 32] and
/// the last one padded with zeros, so that the innermost loop reads sequentially.
/// </summary>
internal static unsafe class ColumnPanels
{
    internal const int Columns = 32;

    /// <summary>The size of the panels of a [depth, columns] matrix in floats.</summary>
    internal static int Size(int depth, int columns) => checked((columns + Columns - 1) / Columns * Columns * depth);

    /// <summary>Packs a row-major matrix [depth, columns] with row stride <paramref name="stride"/>.</summary>
    internal static void Pack(float* source, int stride, int depth, int columns, float* panels)
    {
        for (var first = 0; first < columns; first += Columns, panels += depth * Columns)
        {
            var count = Math.Min(Columns, columns - first);
            for (var row = 0; row < depth; row++)
            {
                var from = source + (nint)row * stride + first;
                var to = panels + row * Columns;
                if (count == Columns)
                {
                    Vector512.Store(Vector512.Load(from), to);
                    Vector512.Store(Vector512.Load(from + 16), to + 16);
                    continue;
                }
                for (var column = 0; column < Columns; column++)
                    to[column] = column < count ? from[column] : 0;
            }
        }
    }

    /// <summary>Packs the transpose of a row-major matrix [columns, depth] with row stride <paramref name="stride"/>.</summary>
    internal static void PackTransposed(float* source, int stride, int depth, int columns, float* panels)
    {
        for (var first = 0; first < columns; first += Columns, panels += depth * Columns)
        {
            var count = Math.Min(Columns, columns - first);
            if (count < Columns)
                new Span<float>(panels, depth * Columns).Clear();
            // Blocks of 16 rows keep the source and target cache lines in the L1 cache.
            for (var top = 0; top < depth; top += 16)
            {
                var bottom = Math.Min(top + 16, depth);
                var column = 0;
                for (; Sse.IsSupported && column + 4 <= count; column += 4)
                {
                    var from = source + (nint)(first + column) * stride;
                    var row = top;
                    for (; row + 4 <= bottom; row += 4)
                        Transpose(from + row, stride, panels + row * Columns + column);
                    for (; row < bottom; row++)
                        for (var i = 0; i < 4; i++)
                            panels[row * Columns + column + i] = from[(nint)i * stride + row];
                }
                for (; column < count; column++)
                {
                    var from = source + (nint)(first + column) * stride;
                    for (var row = top; row < bottom; row++)
                        panels[row * Columns + column] = from[row];
                }
            }
        }
    }

    /// <summary>Transposes a 4 × 4 block; the row stride of the panel is <see cref="Columns"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(float* from, nint stride, float* to)
    {
        var (a, b, c, d) = (Vector128.Load(from), Vector128.Load(from + stride), Vector128.Load(from + 2 * stride),
            Vector128.Load(from + 3 * stride));
        var (ab, cd, abHigh, cdHigh) = (Sse.UnpackLow(a, b), Sse.UnpackLow(c, d), Sse.UnpackHigh(a, b), Sse.UnpackHigh(c, d));
        Sse.MoveLowToHigh(ab, cd).Store(to);
        Sse.MoveHighToLow(cd, ab).Store(to + Columns);
        Sse.MoveLowToHigh(abHigh, cdHigh).Store(to + 2 * Columns);
        Sse.MoveHighToLow(cdHigh, abHigh).Store(to + 3 * Columns);
    }
}
