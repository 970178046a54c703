using System.Runtime.Intrinsics;

namespace TextCollapse.Models.Kernels;

/// <summary>
/// The right operand of <see cref="PanelProduct"/>: a [depth, columns] matrix cut into panels of 32 columns, each stored [depth, 32] and
/// the last one filled up with zeros, so that the innermost loop reads it from front to back.
/// </summary>
internal static unsafe class ColumnPanels
{
    internal const int Columns = 32;

    /// <summary>Floats that the panels of a [depth, columns] matrix take.</summary>
    internal static int Size(int depth, int columns) => checked((columns + Columns - 1) / Columns * Columns * depth);

    /// <summary>Packs a row-major matrix [depth, columns] whose rows are <paramref name="stride"/> apart.</summary>
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

    /// <summary>Packs the transpose of a row-major matrix [columns, depth] whose rows are <paramref name="stride"/> apart.</summary>
    internal static void PackTransposed(float* source, int stride, int depth, int columns, float* panels)
    {
        for (var first = 0; first < columns; first += Columns, panels += depth * Columns)
        {
            var count = Math.Min(Columns, columns - first);
            if (count < Columns)
                new Span<float>(panels, depth * Columns).Clear();
            // Blocks of 16 rows keep both the lines read and the lines written in the first-level cache.
            for (var top = 0; top < depth; top += 16)
                for (var column = 0; column < count; column++)
                {
                    var from = source + (nint)(first + column) * stride;
                    for (var row = top; row < Math.Min(top + 16, depth); row++)
                        panels[row * Columns + column] = from[row];
                }
        }
    }
}
