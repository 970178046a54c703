using TextCollapse.Models.Kernels;
using TextCollapse.Randomness;

namespace TextCollapse.Models.Gru;

/// <summary>
/// Maps the weights between PyTorch's names and shapes (<c>torch.nn.GRU</c>: rows r, z, n of H each) and the layout of
/// <see cref="GruShape"/>.
/// </summary>
internal static class GruWeights
{
    /// <summary>One tensor of PyTorch, with the offset of element [row, column] in the flat buffer.</summary>
    internal sealed record Tensor(string Name, int Rows, int Columns, Func<int, int, int> At, double InitialScale)
    {
        internal long[] Shape => Columns == 0 ? [Rows] : [Rows, Columns];

        internal int Length => Rows * Math.Max(1, Columns);

        internal float[] Take(FloatBuffer weights)
        {
            var values = new float[Length];
            var from = weights.Span;
            for (var i = 0; i < values.Length; i++)
                values[i] = from[Place(i)];
            return values;
        }

        internal void Put(ReadOnlySpan<float> values, FloatBuffer weights)
        {
            var to = weights.Span;
            for (var i = 0; i < values.Length; i++)
                to[Place(i)] = values[i];
        }

        private int Place(int index) => Columns == 0 ? At(index, 0) : At(index / Columns, index % Columns);
    }

    /// <summary>
    /// All tensors of a GRU with embedding and output layer. The initial scale is PyTorch's: the half-width of a uniform distribution, or 0
    /// for a standard normal distribution.
    /// </summary>
    internal static IEnumerable<Tensor> Tensors(GruShape shape)
    {
        var (h, e, v) = (shape.Settings.Hidden, shape.Settings.Embedding, shape.Vocabulary);
        var scale = 1 / Math.Sqrt(h);
        // Row g·H + u of PyTorch's tensor is gate g of unit u.
        int Gate(int row) => row % h / 16 * 48 + row / h * 16 + row % h % 16;
        int Panel(int row, int column) => Gate(row) / 48 * 48 * shape.Units + column * 48 + Gate(row) % 48;
        yield return new Tensor("embedding.weight", v + 1, e, (row, column) => shape.Embedding + row * e + column, 0);
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var l = layer;
            yield return l == 0
                ? new Tensor("weight_ih_l0", 3 * h, e, (row, column) => shape.InputWeights[0] + column * shape.Gates + Gate(row), scale)
                : new Tensor($"weight_ih_l{l}", 3 * h, h, (row, column) => shape.InputWeights[l] + Panel(row, column), scale);
            yield return new Tensor($"weight_hh_l{l}", 3 * h, h, (row, column) => shape.HiddenWeights[l] + Panel(row, column), scale);
            yield return new Tensor($"bias_ih_l{l}", 3 * h, 0, (row, _) => shape.InputBias[l] + Gate(row), scale);
            yield return new Tensor($"bias_hh_l{l}", 3 * h, 0, (row, _) => shape.HiddenBias[l] + Gate(row), scale);
        }
        yield return new Tensor("output.weight", v, h, (row, column) => shape.OutputWeights + column * shape.Characters + row, scale);
        yield return new Tensor("output.bias", v, 0, (row, _) => shape.OutputBias + row, scale);
    }

    /// <summary>Initialises weights with PyTorch's default distributions.</summary>
    internal static void Initialise(GruShape shape, FloatBuffer weights, RandomKey random)
    {
        var number = 0;
        foreach (var tensor in Tensors(shape))
        {
            var stream = random.Stream("initialise", number++);
            var values = new float[tensor.Length];
            foreach (ref var value in values.AsSpan())
                value = (float)(tensor.InitialScale == 0 ? stream.NextNormal() : tensor.InitialScale * (2 * stream.NextDouble() - 1));
            tensor.Put(values, weights);
        }
    }
}
