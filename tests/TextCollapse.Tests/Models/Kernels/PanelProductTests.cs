using FsCheck.Xunit;
using TextCollapse.Models.Kernels;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Models.Kernels;

public unsafe class PanelProductTests
{
    [Property(MaxTest = 60)]
    public void A_product_agrees_with_plain_sums(int seed)
    {
        var random = new RandomKey(seed, "product", 0).Stream("shapes");
        var (rows, columns, depth) = (1 + random.NextInt(40), 1 + random.NextInt(100), 1 + random.NextInt(300));
        var (transposed, packedFromTranspose, biased, adds) = (random.NextInt(2) == 0, random.NextInt(2) == 0, random.NextInt(2) == 0, random.NextInt(2) == 0);
        var stride = columns + random.NextInt(3);
        var (a, b, bias, c) = (Draw(ref random, rows * depth), Draw(ref random, depth * columns), Draw(ref random, columns), Draw(ref random, rows * stride));
        var before = c.Span.ToArray();
        var panels = new FloatBuffer(ColumnPanels.Size(depth, columns));
        if (packedFromTranspose)
            ColumnPanels.PackTransposed(b.Pointer, depth, depth, columns, panels.Pointer);
        else
            ColumnPanels.Pack(b.Pointer, columns, depth, columns, panels.Pointer);
        var left = transposed ? new LeftOperand(a.Pointer, 1, rows) : new LeftOperand(a.Pointer, depth, 1);
        if (adds)
            PanelProduct.Add(left, new RightOperand(panels.Pointer, depth), rows, columns, depth, c.Pointer, stride);
        else
            PanelProduct.Multiply(left, new RightOperand(panels.Pointer, depth), rows, columns, depth, c.Pointer, stride, biased ? bias.Pointer : null);

        for (var row = 0; row < rows; row++)
            for (var column = 0; column < stride; column++)
            {
                double sum = column >= columns || adds ? before[row * stride + column] : biased ? bias.Span[column] : 0;
                for (var step = 0; step < depth && column < columns; step++)
                    sum += (double)(transposed ? a.Span[step * rows + row] : a.Span[row * depth + step]) * (packedFromTranspose ? b.Span[column * depth + step] : b.Span[step * columns + column]);
                Assert.Equal(sum, c.Span[row * stride + column], 1e-5 * Math.Sqrt(depth + 1));
            }
    }

    [Fact]
    public void A_rows_result_does_not_depend_on_its_neighbours()
    {
        const int Rows = 21, Columns = 70, Depth = 150;
        var random = new RandomKey(1, "product", 0).Stream("values");
        var (a, b) = (Draw(ref random, Rows * Depth), Draw(ref random, Depth * Columns));
        var (panels, together, alone) = (new FloatBuffer(ColumnPanels.Size(Depth, Columns)), new FloatBuffer(Rows * Columns), new FloatBuffer(Rows * Columns));
        ColumnPanels.Pack(b.Pointer, Columns, Depth, Columns, panels.Pointer);
        PanelProduct.Multiply(new LeftOperand(a.Pointer, Depth, 1), new RightOperand(panels.Pointer, Depth), Rows, Columns, Depth, together.Pointer, Columns);
        for (var row = 0; row < Rows; row++)
            PanelProduct.Multiply(new LeftOperand(a.Pointer + row * Depth, Depth, 1), new RightOperand(panels.Pointer, Depth), 1, Columns, Depth, alone.Pointer + row * Columns, Columns);
        Assert.Equal(together.Span, alone.Span);
    }

    private static FloatBuffer Draw(ref RandomStream random, int count)
    {
        var buffer = new FloatBuffer(count);
        foreach (ref var value in buffer.Span)
            value = (float)random.NextNormal();
        return buffer;
    }
}
