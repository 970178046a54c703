namespace TextCollapse.Models.Kernels;

/// <summary>
/// Causal multi-head attention softmax(Q·Kᵀ/√d)·V (Vaswani et al. 2017) of one sequence in plain double loops. Rows of qkv are [query, key,
/// value], each of <c>width</c> values with adjacent heads, as from nanoGPT's c_attn.
/// </summary>
internal static class CausalAttentionReference
{
    /// <summary>
    /// Computes output [T, width] from qkv [T, 3·width]. <paramref name="dropout"/> multiplies the probabilities, [heads, T, T]; empty for
    /// none.
    /// </summary>
    internal static void Forward(ReadOnlySpan<double> qkv, int length, int heads, int width, ReadOnlySpan<double> dropout,
        Span<double> output)
    {
        var size = width / heads;
        var weights = new double[length];
        output[..(length * width)].Clear();
        for (var head = 0; head < heads; head++)
            for (var t = 0; t < length; t++)
            {
                Weights(qkv, t, head, size, width, weights);
                for (var s = 0; s <= t; s++)
                    for (var i = 0; i < size; i++)
                        output[t * width + head * size + i] += weights[s] * Kept(dropout, head, t, s, length) * qkv[s * 3 * width
                            + 2 * width + head * size + i];
            }
    }

    /// <summary>Adds to dQkv the gradient with respect to qkv, given that with respect to the output.</summary>
    internal static void Backward(ReadOnlySpan<double> qkv, ReadOnlySpan<double> dOutput, int length, int heads, int width,
        ReadOnlySpan<double> dropout, Span<double> dQkv)
    {
        var size = width / heads;
        var scale = 1 / Math.Sqrt(size);
        var weights = new double[length];
        var dWeights = new double[length];
        for (var head = 0; head < heads; head++)
            for (var t = 0; t < length; t++)
            {
                Weights(qkv, t, head, size, width, weights);
                double mean = 0;
                for (var s = 0; s <= t; s++)
                {
                    dWeights[s] = 0;
                    for (var i = 0; i < size; i++)
                    {
                        var value = s * 3 * width + 2 * width + head * size + i;
                        var dOut = dOutput[t * width + head * size + i] * Kept(dropout, head, t, s, length);
                        dWeights[s] += dOut * qkv[value];
                        dQkv[value] += dOut * weights[s];
                    }
                    mean += weights[s] * dWeights[s];
                }
                for (var s = 0; s <= t; s++)
                    for (var i = 0; i < size; i++)
                    {
                        var (query, key) = (t * 3 * width + head * size + i, s * 3 * width + width + head * size + i);
                        var dScore = weights[s] * (dWeights[s] - mean) * scale;
                        dQkv[query] += dScore * qkv[key];
                        dQkv[key] += dScore * qkv[query];
                    }
            }
    }

    private static double Kept(ReadOnlySpan<double> dropout, int head, int t, int s, int length) =>
        dropout.IsEmpty ? 1 : dropout[(head * length + t) * length + s];

    private static void Weights(ReadOnlySpan<double> qkv, int t, int head, int size, int width, Span<double> weights)
    {
        double largest = double.NegativeInfinity, sum = 0;
        for (var s = 0; s <= t; s++)
        {
            weights[s] = 0;
            for (var i = 0; i < size; i++)
                weights[s] += qkv[t * 3 * width + head * size + i] * qkv[s * 3 * width + width + head * size + i];
            weights[s] /= Math.Sqrt(size);
            largest = Math.Max(largest, weights[s]);
        }
        for (var s = 0; s <= t; s++)
            sum += weights[s] = Math.Exp(weights[s] - largest);
        for (var s = 0; s <= t; s++)
            weights[s] /= sum;
    }
}
