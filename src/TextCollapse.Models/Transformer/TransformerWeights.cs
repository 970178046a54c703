using TextCollapse.Models.Kernels;

namespace TextCollapse.Models.Transformer;

/// <summary>The weights of a transformer with packed copies of its matrices for the kernels.</summary>
internal sealed class TransformerWeights
{
    private readonly List<PackedLinear> _linears = [];

    /// <summary>Wraps a vector of weights without packing it yet.</summary>
    internal TransformerWeights(TransformerLayout layout, FloatBuffer values, bool trains)
    {
        (Layout, Values) = (layout, values);
        var (width, wide) = (layout.Settings.Width, layout.Settings.WideStride);
        Blocks = [.. layout.Blocks.Select(block => new Linears(
            Add(width, 3 * width, block.Attention), Add(width, width, block.Projection), Add(width, 4 * width, block.Expand, 0, wide),
                Add(4 * width, width, block.Contract, wide, 0)))];
        Head = Add(width, layout.Vocabulary, new(layout.Head, -1), 0, layout.LogitStride);

        PackedLinear Add(int inputs, int outputs, TransformerLayout.Pair pair, int inputStride = 0, int outputStride = 0)
        {
            _linears.Add(new PackedLinear(inputs, outputs, pair.Weight, pair.Bias, trains, inputStride, outputStride));
            return _linears[^1];
        }
    }

    /// <summary>One block's matrices.</summary>
    internal sealed record Linears(PackedLinear Attention, PackedLinear Projection, PackedLinear Expand, PackedLinear Contract);

    internal TransformerLayout Layout { get; }

    /// <summary>All weights in the order of the layout.</summary>
    internal FloatBuffer Values { get; set; }

    internal Linears[] Blocks { get; }

    internal PackedLinear Head { get; }

    /// <summary>The number of matrices, which can be packed independently.</summary>
    internal int Matrices => _linears.Count;

    internal void Pack(int matrix) => _linears[matrix].Pack(Values);

    /// <summary>Packs all matrices.</summary>
    internal TransformerWeights Packed()
    {
        for (var matrix = 0; matrix < Matrices; matrix++)
            Pack(matrix);
        return this;
    }
}
