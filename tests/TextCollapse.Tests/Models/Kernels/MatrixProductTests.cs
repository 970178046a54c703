using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TextCollapse.Models.Kernels;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Models.Kernels;

public class MatrixProductTests
{
    public sealed record Shape(int Rows, int Columns, int Inner, int Gap);

    private static readonly Arbitrary<Shape> Shapes = Arb.From(
        from rows in Gen.Choose(1, 40)
        from columns in Gen.Choose(1, 150)
        from inner in Gen.OneOf(Gen.Choose(1, 70), Gen.Choose(250, 530))
        from gap in Gen.Choose(0, 5)
        select new Shape(rows, columns, inner, gap));

    [Property(MaxTest = 60)]
    public Property Every_product_agrees_with_the_reference_for_any_shape() => Prop.ForAll(Shapes, shape =>
    {
        Check(shape, false, false, (c, ldc, a, lda, b, ldb) => MatrixProduct.Add(c, ldc, a, lda, b, ldb, shape.Rows, shape.Columns, shape.Inner));
        Check(shape, true, false, (c, ldc, a, lda, b, ldb) => MatrixProduct.AddTransposedA(c, ldc, a, lda, b, ldb, shape.Rows, shape.Columns, shape.Inner));
        Check(shape, false, true, (c, ldc, a, lda, b, ldb) => MatrixProduct.AddTransposedB(c, ldc, a, lda, b, ldb, shape.Rows, shape.Columns, shape.Inner));
        Check(shape, false, false, (c, ldc, a, lda, b, ldb) =>
        {
            var packed = new PackedMatrix(shape.Inner, shape.Columns);
            packed.Pack(b, ldb);
            MatrixProduct.Add(c, ldc, a, lda, packed, shape.Rows);
        });
        Check(shape, false, true, (c, ldc, a, lda, b, ldb) =>
        {
            var packed = new PackedMatrix(shape.Inner, shape.Columns);
            packed.PackTransposed(b, ldb);
            MatrixProduct.Add(c, ldc, a, lda, packed, shape.Rows);
        });
    });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(11)]
    public void A_row_has_the_same_bits_whatever_rows_are_computed_with_it(int together)
    {
        const int Rows = 33, Columns = 71, Inner = 300;
        var (a, b) = (Draw(Rows * Inner, 1), Draw(Inner * Columns, 2));
        var whole = new float[Rows * Columns];
        MatrixProduct.Add(whole, Columns, a, Inner, b, Columns, Rows, Columns, Inner);
        var parts = new float[Rows * Columns];
        for (var row = 0; row < Rows; row += together)
            MatrixProduct.Add(parts.AsSpan(row * Columns), Columns, a.AsSpan(row * Inner), Inner, b, Columns, Math.Min(together, Rows - row), Columns, Inner);
        Assert.Equal(whole, parts);
    }

    /// <summary>The tiles of narrower vectors run on every machine, also where the widest ones are used.</summary>
    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public unsafe void The_tiles_of_every_width_add_to_the_start_of_their_own_columns(int bits)
    {
        const int Rows = 8, Inner = 5, Columns = 48;
        var (a, b, start) = (Draw(Rows * Inner, 1), Draw(Inner * Columns, 2), Draw(Rows * Columns, 3));
        var expected = Array.ConvertAll(start, x => (double)x);
        ReferenceProduct.Add(expected, Columns, Array.ConvertAll(a, x => (double)x), Inner, false, Array.ConvertAll(b, x => (double)x), Columns, false, Rows, Columns,
            Inner);
        foreach (var columns in new[] { 48, 32, 16 })
        {
            var c = new float[Rows * Columns];
            fixed (float* pa = a, pb = b, ps = start, pc = c)
                for (int row = 0, rows = bits == 512 ? 8 : 4; row < Rows; row += rows)
                    if (bits == 512)
                        Tile512.Run(pc, Columns, pa, Inner, 1, pb, Columns, Inner, columns, ps, Columns);
                    else if (bits == 256)
                        Tile256.Run(pc + row * Columns, Columns, pa + row * Inner, Inner, 1, pb, Columns, Inner, columns, ps + row * Columns, Columns);
                    else
                        Tile128.Run(pc + row * Columns, Columns, pa + row * Inner, Inner, 1, pb, Columns, Inner, columns, ps + row * Columns, Columns);
            for (var i = 0; i < c.Length; i++)
                Assert.Equal(i % Columns < columns ? expected[i] : 0, c[i], 1e-5);
        }
    }

    private delegate void Product(Span<float> c, int ldc, float[] a, int lda, float[] b, int ldb);

    private static void Check(Shape shape, bool transposeA, bool transposeB, Product product)
    {
        var (rowsA, lda) = transposeA ? (shape.Inner, shape.Rows + shape.Gap) : (shape.Rows, shape.Inner + shape.Gap);
        var (rowsB, ldb) = transposeB ? (shape.Columns, shape.Inner + shape.Gap) : (shape.Inner, shape.Columns + shape.Gap);
        var ldc = shape.Columns + shape.Gap;
        var (a, b, c) = (Draw(rowsA * lda, 1), Draw(rowsB * ldb, 2), Draw(shape.Rows * ldc, 3));
        var expected = Array.ConvertAll(c, x => (double)x);
        ReferenceProduct.Add(expected, ldc, Array.ConvertAll(a, x => (double)x), lda, transposeA, Array.ConvertAll(b, x => (double)x), ldb, transposeB, shape.Rows, shape.Columns, shape.Inner);
        product(c, ldc, a, lda, b, ldb);
        for (var i = 0; i < c.Length; i++)
            Assert.Equal(expected[i], c[i], 1e-5 * Math.Sqrt(shape.Inner)); // the gap behind each row must stay as it was, too
    }

    private static float[] Draw(int length, int number)
    {
        var random = new RandomKey(7, "product", 0).Stream("values", number);
        var values = new float[length];
        foreach (ref var value in values.AsSpan())
            value = 2 * random.NextSingle() - 1;
        return values;
    }
}
