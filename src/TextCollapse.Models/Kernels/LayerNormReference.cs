namespace TextCollapse.Models.Kernels;

/// <summary>
/// Layer normalisation (Ba, Kiros and Hinton 2016) in plain loops in double precision; <see cref="LayerNorm"/> is tested against it.
/// </summary>
internal static class LayerNormReference
{
    /// <summary>y = (x − mean) / √(variance + ε) · gain + bias over each row of [rows, width]; an empty bias counts as zeros.</summary>
    internal static void Forward(ReadOnlySpan<double> x, ReadOnlySpan<double> gain, ReadOnlySpan<double> bias, int width, Span<double> y)
    {
        for (var row = 0; row < x.Length; row += width)
        {
            var (mean, scale) = Moments(x.Slice(row, width));
            for (var i = 0; i < width; i++)
                y[row + i] = (x[row + i] - mean) * scale * gain[i] + (bias.IsEmpty ? 0 : bias[i]);
        }
    }

    /// <summary>Adds the gradients with respect to x, gain and bias (unless empty), given that with respect to y.</summary>
    internal static void Backward(ReadOnlySpan<double> x, ReadOnlySpan<double> gain, ReadOnlySpan<double> dy, int width, Span<double> dx,
        Span<double> dGain, Span<double> dBias)
    {
        for (var row = 0; row < x.Length; row += width)
        {
            var (mean, scale) = Moments(x.Slice(row, width));
            double sum = 0, product = 0;
            for (var i = 0; i < width; i++)
            {
                var normal = (x[row + i] - mean) * scale;
                dGain[i] += dy[row + i] * normal;
                if (!dBias.IsEmpty)
                    dBias[i] += dy[row + i];
                sum += dy[row + i] * gain[i];
                product += dy[row + i] * gain[i] * normal;
            }
            for (var i = 0; i < width; i++)
                dx[row + i] += scale * (dy[row + i] * gain[i] - sum / width - (x[row + i] - mean) * scale * product / width);
        }
    }

    private static (double Mean, double Scale) Moments(ReadOnlySpan<double> row)
    {
        double mean = 0, variance = 0;
        foreach (var value in row)
            mean += value / row.Length;
        foreach (var value in row)
            variance += (value - mean) * (value - mean) / row.Length;
        return (mean, 1 / Math.Sqrt(variance + LayerNorm.Epsilon));
    }
}
