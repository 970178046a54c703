using TextCollapse.Randomness;

namespace TextCollapse.Tests.Models.Transformer;

/// <summary>Compares a gradient with fourth-order central differences.</summary>
internal static class GradientCheck
{
    /// <summary>Normal variates that the test's name fixes.</summary>
    internal static double[] Normals(string name, int count, double deviation = 1)
    {
        var random = new RandomKey(7, name, 0).Stream("values");
        return [.. Enumerable.Range(0, count).Select(_ => deviation * random.NextNormal())];
    }

    /// <summary>The largest error of any element, relative to the gradient's largest element.</summary>
    internal static double Error(double[] at, double[] gradient, Func<double[], double> value, int every = 1, double step = 1e-3)
    {
        var (scale, worst) = (gradient.Max(Math.Abs), 0.0);
        var moved = (double[])at.Clone();
        for (var i = 0; i < at.Length; i += every)
        {
            double At(double offset)
            {
                moved[i] = at[i] + offset;
                var result = value(moved);
                moved[i] = at[i];
                return result;
            }
            var expected = (8 * (At(step) - At(-step)) - (At(2 * step) - At(-2 * step))) / (12 * step);
            worst = Math.Max(worst, Math.Abs(expected - gradient[i]) / Math.Max(Math.Abs(expected), 1e-3 * scale));
        }
        return worst;
    }

    internal static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => System.Numerics.Tensors.TensorPrimitives.Dot(x, y);
}
