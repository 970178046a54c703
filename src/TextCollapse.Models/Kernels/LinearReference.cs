namespace TextCollapse.Models.Kernels;

/// <summary>A linear layer y = x·Wᵀ + b as PyTorch stores it (W is [outputs, inputs]) in plain loops in double precision.</summary>
internal static class LinearReference
{
    /// <summary>Computes y [rows, outputs] from x [rows, inputs]; an empty bias counts as zeros.</summary>
    internal static void Forward(ReadOnlySpan<double> x, ReadOnlySpan<double> weight, ReadOnlySpan<double> bias, int inputs, int outputs,
        Span<double> y)
    {
        for (var row = 0; row < x.Length / inputs; row++)
            for (var o = 0; o < outputs; o++)
            {
                var sum = bias.IsEmpty ? 0 : bias[o];
                for (var i = 0; i < inputs; i++)
                    sum += x[row * inputs + i] * weight[o * inputs + i];
                y[row * outputs + o] = sum;
            }
    }

    /// <summary>Adds the gradients with respect to x, W and b (unless empty), given that with respect to y.</summary>
    internal static void Backward(ReadOnlySpan<double> x, ReadOnlySpan<double> weight, ReadOnlySpan<double> dy, int inputs, int outputs,
        Span<double> dx, Span<double> dWeight, Span<double> dBias)
    {
        for (var row = 0; row < x.Length / inputs; row++)
            for (var o = 0; o < outputs; o++)
            {
                var slope = dy[row * outputs + o];
                if (!dBias.IsEmpty)
                    dBias[o] += slope;
                for (var i = 0; i < inputs; i++)
                {
                    dx[row * inputs + i] += slope * weight[o * inputs + i];
                    dWeight[o * inputs + i] += slope * x[row * inputs + i];
                }
            }
    }
}
