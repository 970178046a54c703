using TextCollapse.Models.Kernels;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Models.Kernels;

public unsafe class NewtonSchulzTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 5)]
    [InlineData(16, 16)]
    [InlineData(48, 33)]
    [InlineData(130, 100)]
    [InlineData(288, 272)] // more inner terms than one pass of a product
    public void It_agrees_with_the_iteration_as_one_writes_it_down(int rows, int columns)
    {
        var matrix = Draw(rows, columns);
        var expected = Reference(matrix);
        var actual = Run(new NewtonSchulz(rows, columns), matrix);
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
                Assert.Equal(expected[i, j], actual[i, j], 2e-5);
    }

    [Fact]
    public void The_buffers_hold_one_matrix_after_the_other()
    {
        var workspace = new NewtonSchulz(60, 40);
        foreach (var (rows, columns) in new[] { (60, 40), (20, 7), (50, 39) })
            Assert.Equal(Run(new NewtonSchulz(rows, columns), Draw(rows, columns)), Run(workspace, Draw(rows, columns)));
    }

    /// <summary>Jordan et al. 2024: singular values between 0.68 and 1.14, where they are not tiny; the directions stay.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(1e-4)]
    [InlineData(1e6)]
    public void Singular_values_come_near_one_whatever_the_scale(double scale)
    {
        // A diagonal matrix: its singular values are its entries.
        var matrix = new double[20, 20];
        for (var i = 0; i < 20; i++)
            matrix[i, i] = scale * (1 + i) / 20;
        var result = Run(new NewtonSchulz(20, 20), matrix);
        for (var i = 0; i < 20; i++)
            for (var j = 0; j < 20; j++)
                if (i == j)
                    Assert.InRange(result[i, j], 0.68, 1.14);
                else
                    Assert.Equal(0, result[i, j]);
    }

    [Fact]
    public void Zero_stays_zero() => Assert.All(Run(new NewtonSchulz(9, 4), new double[9, 4]).Cast<float>(), value => Assert.Equal(0, value));

    private static float[,] Run(NewtonSchulz workspace, double[,] matrix)
    {
        var (rows, columns) = (matrix.GetLength(0), matrix.GetLength(1));
        var to = workspace.Begin(rows, columns);
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
                to[i * workspace.Stride + j] = (float)matrix[i, j];
        var from = workspace.Run();
        var result = new float[rows, columns];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
                result[i, j] = from[i * workspace.Stride + j];
        return result;
    }

    private static double[,] Reference(double[,] g)
    {
        double norm = Math.Sqrt(g.Cast<double>().Sum(value => value * value));
        var x = Each(g, value => value / norm);
        for (var step = 0; step < 5; step++)
        {
            var gram = Product(Transpose(x), x);
            var square = Product(gram, gram);
            var change = Product(x, Sum(Each(gram, value => -4.7750 * value), Each(square, value => 2.0315 * value)));
            x = Sum(Each(x, value => 3.4445 * value), change);
        }
        return x;
    }

    private static double[,] Draw(int rows, int columns)
    {
        var random = new RandomKey(3, "newton-schulz", 0).Stream("values", rows * 1000 + columns);
        return Each(new double[rows, columns], _ => random.NextNormal());
    }

    private static double[,] Each(double[,] a, Func<double, double> f)
    {
        var result = new double[a.GetLength(0), a.GetLength(1)];
        for (var i = 0; i < a.GetLength(0); i++)
            for (var j = 0; j < a.GetLength(1); j++)
                result[i, j] = f(a[i, j]);
        return result;
    }

    private static double[,] Sum(double[,] a, double[,] b)
    {
        var result = new double[a.GetLength(0), a.GetLength(1)];
        for (var i = 0; i < a.GetLength(0); i++)
            for (var j = 0; j < a.GetLength(1); j++)
                result[i, j] = a[i, j] + b[i, j];
        return result;
    }

    private static double[,] Transpose(double[,] a)
    {
        var result = new double[a.GetLength(1), a.GetLength(0)];
        for (var i = 0; i < a.GetLength(0); i++)
            for (var j = 0; j < a.GetLength(1); j++)
                result[j, i] = a[i, j];
        return result;
    }

    private static double[,] Product(double[,] a, double[,] b)
    {
        var result = new double[a.GetLength(0), b.GetLength(1)];
        for (var i = 0; i < a.GetLength(0); i++)
            for (var k = 0; k < b.GetLength(0); k++)
                for (var j = 0; j < b.GetLength(1); j++)
                    result[i, j] += a[i, k] * b[k, j];
        return result;
    }
}
