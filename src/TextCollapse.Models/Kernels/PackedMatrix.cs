namespace TextCollapse.Models.Kernels;

/// <summary>
/// The right operand of a product in the order in which the tiles read it: panels of 48, 32 or 16 columns (the last ones padded with
/// zeros), each stored as [inner, width]. Packed once, used many times.
/// </summary>
internal sealed unsafe class PackedMatrix(int inner, int columns)
{
    internal int Inner => inner;

    internal int Columns => columns;

    /// <summary>The number of columns including padding.</summary>
    internal int PaddedColumns { get; } = Panels.Padded(columns);

    internal FloatBuffer Values { get; } = new(inner * Panels.Padded(columns));

    /// <summary>Packs B [inner, columns].</summary>
    internal void Pack(ReadOnlySpan<float> b, int ldb)
    {
        fixed (float* from = b)
            for (int j = 0, width; j < PaddedColumns; j += width)
            {
                width = Panels.Width(PaddedColumns - j);
                var panel = Values.Slice(j * inner, width * inner);
                var real = Math.Min(width, columns - j);
                for (var k = 0; k < inner; k++)
                    new ReadOnlySpan<float>(from + (nint)k * ldb + j, real).CopyTo(panel.Slice(k * width, real));
            }
    }

    /// <summary>Packs Bᵀ, where B is [columns, inner].</summary>
    internal void PackTransposed(ReadOnlySpan<float> b, int ldb)
    {
        fixed (float* from = b)
            for (int j = 0, width; j < PaddedColumns; j += width)
            {
                width = Panels.Width(PaddedColumns - j);
                var panel = Values.Pointer + (nint)j * inner;
                var real = Math.Min(width, columns - j);
                for (var column = 0; column < real; column++)
                {
                    var row = from + (nint)(j + column) * ldb;
                    for (var k = 0; k < inner; k++)
                        panel[(nint)k * width + column] = row[k];
                }
            }
    }
}
