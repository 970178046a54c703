namespace TextCollapse.Models.Kernels;

/// <summary>The right factor of a product in the order in which the kernel reads it; packed once, used many times.</summary>
internal sealed class PackedMatrix(int inner, int columns)
{
    internal int Inner => inner;

    internal int Columns => columns;

    internal FloatBuffer Values { get; } = new(inner * columns);

    /// <summary>Takes B [inner, columns].</summary>
    internal void Pack(ReadOnlySpan<float> b, int ldb)
    {
        for (var k = 0; k < inner; k++)
            b.Slice(k * ldb, columns).CopyTo(Values.Slice(k * columns, columns));
    }

    /// <summary>Takes Bᵀ, where B is [columns, inner].</summary>
    internal void PackTransposed(ReadOnlySpan<float> b, int ldb)
    {
        var values = Values.Span;
        for (var j = 0; j < columns; j++)
            for (var k = 0; k < inner; k++)
                values[k * columns + j] = b[j * ldb + k];
    }
}
