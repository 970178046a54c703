using TextCollapse.Models.Kernels;
using TextCollapse.Models.Training;

namespace TextCollapse.Models.Transformer;

/// <summary>The position of every parameter of a transformer in one flat vector, with nanoGPT's names and PyTorch's shapes.</summary>
internal sealed class TransformerLayout
{
    private readonly List<Parameter> _parameters = [];

    /// <summary>Lays out a model of these sizes that predicts <paramref name="vocabulary"/> characters.</summary>
    internal TransformerLayout(TransformerOptions settings, int vocabulary)
    {
        settings.Validate();
        (Settings, Vocabulary) = (settings, vocabulary);
        var width = settings.Width;
        // GPT-2 scales the projections that add to the residual stream by 1/√n, where n is their number.
        var residual = 0.02 / Math.Sqrt(2.0 * settings.Layers);
        Embedding = Matrix("transformer.wte.weight", vocabulary + 1, width, 0.02);
        Positions = Matrix("transformer.wpe.weight", settings.Context, width, 0.02);
        Blocks = new Block[settings.Layers];
        for (var layer = 0; layer < settings.Layers; layer++)
        {
            var name = $"transformer.h.{layer}";
            Blocks[layer] = new Block(
                Norm($"{name}.ln_1"),
                Linear($"{name}.attn.c_attn", 3 * width, width, 0.02, parts: 3),
                Linear($"{name}.attn.c_proj", width, width, residual),
                Norm($"{name}.ln_2"),
                Linear($"{name}.mlp.c_fc", 4 * width, width, 0.02),
                Linear($"{name}.mlp.c_proj", width, 4 * width, residual));
        }
        FinalNorm = Norm("transformer.ln_f");
        Head = settings.TieWeights ? Embedding : Matrix("lm_head.weight", vocabulary, width, 0.02);
    }

    /// <summary>
    /// One named tensor. <paramref name="Deviation"/> is the standard deviation of its normal initialisation; 0 for ones (gains) or zeros
    /// (biases).
    /// </summary>
    internal readonly record struct Parameter(string Name, int Offset, int[] Shape, double Deviation)
    {
        internal int Length => Shape.Aggregate(1, (product, size) => product * size);
    }

    /// <summary>The offsets of a weight and its bias; −1 for no bias.</summary>
    internal readonly record struct Pair(int Weight, int Bias);

    /// <summary>One block's parameters.</summary>
    internal readonly record struct Block(Pair Norm1, Pair Attention, Pair Projection, Pair Norm2, Pair Expand, Pair Contract);

    internal TransformerOptions Settings { get; }

    /// <summary>V; the embedding has one row more, for the document boundary.</summary>
    internal int Vocabulary { get; }

    internal IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>The same parameters as blocks of one vector.</summary>
    internal ParameterLayout Flat { get; } = new();

    /// <summary>The number of parameters, without the padding between blocks.</summary>
    internal long Count => _parameters.Sum(parameter => (long)parameter.Length);

    internal int Embedding { get; }

    internal int Positions { get; }

    internal Block[] Blocks { get; }

    internal Pair FinalNorm { get; }

    /// <summary>The output layer [V, C]; with tied weights the first V rows of the embedding.</summary>
    internal int Head { get; }

    /// <summary>The row stride of logits: <see cref="Vocabulary"/> rounded up to whole panels.</summary>
    internal int LogitStride => (Vocabulary + ColumnPanels.Columns - 1) / ColumnPanels.Columns * ColumnPanels.Columns;

    // Queries, keys and values are three matrices for the optimizer.
    private Pair Linear(string name, int outputs, int inputs, double deviation, int parts = 1) =>
        new(Add($"{name}.weight", [outputs, inputs], deviation, offset => Enumerable.Range(0, parts).Select(part =>
                HiddenMatrix.RowMajor(offset + part * (outputs / parts) * inputs, outputs / parts, inputs))),
            Settings.Bias ? Add($"{name}.bias", [outputs], 0) : -1);

    private Pair Norm(string name) =>
        new(Add($"{name}.weight", [Settings.Width], 0), Settings.Bias ? Add($"{name}.bias", [Settings.Width], 0) : -1);

    private int Matrix(string name, int rows, int columns, double deviation) => Add(name, [rows, columns], deviation);

    private int Add(string name, int[] shape, double deviation, Func<int, IEnumerable<HiddenMatrix>>? hidden = null)
    {
        var length = shape.Aggregate(1, (product, size) => checked(product * size));
        // Weight decay is for matrices, not for biases and norms.
        var offset = Flat.Add(name, length, shape.Length == 2, hidden);
        _parameters.Add(new Parameter(name, offset, shape, deviation));
        return offset;
    }
}
