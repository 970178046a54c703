using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static TextCollapse.Models.Kernels.VectorMath;

namespace TextCollapse.Models.Kernels;

/// <summary>Layer normalisation of rows (Ba, Kiros and Hinton 2016); see <see cref="LayerNormReference"/> for the plain form.</summary>
internal static unsafe class LayerNorm
{
    /// <summary>What PyTorch adds to the variance.</summary>
    internal const float Epsilon = 1e-5f;

    /// <summary>y [rows, width] from x; a null bias counts as zeros.</summary>
    internal static void Forward(float* x, float* gain, float* bias, int rows, int width, float* y)
    {
        for (var row = 0; row < rows; row++, x += width, y += width)
        {
            var (mean, scale) = Moments(x, width);
            var (means, scales) = (Vector512.Create(mean), Vector512.Create(scale));
            for (var i = 0; i < width; i += Lanes)
            {
                var count = width - i;
                var normal = (Load(x + i, count) - means) * scales;
                var shift = bias == null ? default : Load(bias + i, count);
                Store(Vector512.MultiplyAddEstimate(normal, Load(gain + i, count), shift), y + i, count);
            }
        }
    }

    /// <summary>Adds the gradients with respect to x, gain and bias (unless null), given that with respect to y.</summary>
    internal static void Backward(float* x, float* gain, float* dy, int rows, int width, float* dx, float* dGain, float* dBias)
    {
        for (var row = 0; row < rows; row++, x += width, dy += width, dx += width)
        {
            var (mean, scale) = Moments(x, width);
            var (means, scales) = (Vector512.Create(mean), Vector512.Create(scale));
            Vector512<float> sums = default, products = default;
            for (var i = 0; i < width; i += Lanes)
            {
                var count = width - i;
                // Beyond the row's end the loaded gradients are zero, so whatever "normal" is there adds nothing.
                var normal = (Load(x + i, count) - means) * scales;
                var slope = Load(dy + i, count);
                Store(Vector512.MultiplyAddEstimate(slope, normal, Load(dGain + i, count)), dGain + i, count);
                if (dBias != null)
                    Store(Load(dBias + i, count) + slope, dBias + i, count);
                var weighted = slope * Load(gain + i, count);
                sums += weighted;
                products = Vector512.MultiplyAddEstimate(weighted, normal, products);
            }
            var (sum, product) = (Vector512.Create(Sum(sums) / width), Vector512.Create(Sum(products) / width));
            for (var i = 0; i < width; i += Lanes)
            {
                var count = width - i;
                var normal = (Load(x + i, count) - means) * scales;
                var change = Load(dy + i, count) * Load(gain + i, count) - sum - normal * product;
                Store(Vector512.MultiplyAddEstimate(change, scales, Load(dx + i, count)), dx + i, count);
            }
        }
    }

    private static (float Mean, float Scale) Moments(float* row, int width)
    {
        Vector512<float> sums = default, squares = default;
        for (var i = 0; i < width; i += Lanes)
            sums += Load(row + i, width - i);
        var mean = Sum(sums) / width;
        var means = Vector512.Create(mean);
        for (var i = 0; i < width; i += Lanes)
        {
            var count = width - i;
            var distance = count >= Lanes ? Vector512.Load(row + i) - means : Load(row + i, count) - FirstLanes(mean, count);
            squares = Vector512.MultiplyAddEstimate(distance, distance, squares);
        }
        return (mean, 1 / MathF.Sqrt(Sum(squares) / width + Epsilon));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> FirstLanes(float value, int count)
    {
        var lanes = Vector512<float>.Zero;
        for (var i = 0; i < count; i++)
            lanes = lanes.WithElement(i, value);
        return lanes;
    }
}
