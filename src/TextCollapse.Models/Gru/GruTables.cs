using TextCollapse.Models.Kernels;

namespace TextCollapse.Models.Gru;

/// <summary>
/// Tables derived from the weights: the contribution of each character to the gates of the first layer, and the transposed weights for the
/// backward pass.
/// </summary>
internal sealed unsafe class GruTables
{
    private readonly GruShape _shape;

    /// <param name="shape">The network.</param>
    /// <param name="backward">Whether the transposed weights are needed.</param>
    internal GruTables(GruShape shape, bool backward)
    {
        _shape = shape;
        Input = new FloatBuffer((shape.Vocabulary + 1) * shape.Gates);
        Bias = [.. Enumerable.Range(0, shape.Layers).Select(_ => new FloatBuffer(shape.Gates))];
        if (!backward)
            return;
        HiddenTransposed = [.. Enumerable.Range(0, shape.Layers).Select(_ => new PackedMatrix(shape.Gates, shape.Units))];
        InputTransposed = [.. Enumerable.Range(1, shape.Layers - 1).Select(_ => new PackedMatrix(shape.Gates, shape.Units))];
        OutputTransposed = new PackedMatrix(shape.Vocabulary, shape.Units);
    }

    /// <summary>[V + 1, Gates]: embedding × input weights of layer 0, with <see cref="Bias"/>.</summary>
    internal FloatBuffer Input { get; }

    /// <summary>
    /// Per layer [Gates]: input bias, and the hidden bias of r and z; that of n is multiplied by r and therefore kept separate.
    /// </summary>
    internal FloatBuffer[] Bias { get; }

    internal PackedMatrix[] HiddenTransposed { get; } = [];

    /// <summary>The transposed input weights from layer 1 on.</summary>
    internal PackedMatrix[] InputTransposed { get; } = [];

    internal PackedMatrix? OutputTransposed { get; }

    /// <summary>The number of independent parts of the work.</summary>
    internal int Parts => _shape.Groups;

    /// <summary>Computes one part.</summary>
    internal void Build(int part, FloatBuffer weights)
    {
        var gates = _shape.Gates;
        for (var layer = 0; layer < _shape.Layers; layer++)
        {
            float* bias = Bias[layer].Pointer + part * 48, input = weights.Pointer + _shape.InputBias[layer] + part * 48,
                hidden = weights.Pointer + _shape.HiddenBias[layer] + part * 48;
            for (var i = 0; i < 48; i++)
                bias[i] = i < 32 ? input[i] + hidden[i] : input[i];
            if (HiddenTransposed.Length > 0)
                Transpose(HiddenTransposed[layer], weights.Pointer + _shape.HiddenWeights[layer], part);
            if (layer > 0 && InputTransposed.Length > 0)
                Transpose(InputTransposed[layer - 1], weights.Pointer + _shape.InputWeights[layer], part);
        }
        var table = Input.Pointer + part * 48;
        var e = _shape.Settings.Embedding;
        Tile.Run(table, gates, weights.Pointer + _shape.Embedding, e, 1, weights.Pointer + _shape.InputWeights[0] + part * 48, gates, e,
            _shape.Vocabulary + 1, 48, Bias[0].Pointer + part * 48, 0);
        if (part == 0)
            OutputTransposed?.PackTransposed(weights.Slice(_shape.OutputWeights, _shape.Units * _shape.Characters), _shape.Characters);
    }

    // Panel p holds [unit, 48]; the backward pass needs rows 48p … 48p + 47 of the transpose, in panels of columns.
    private void Transpose(PackedMatrix to, float* panels, int part)
    {
        var units = _shape.Units;
        var from = panels + (nint)part * units * 48;
        for (int j = 0, width; j < units; j += width)
        {
            width = Panels.Width(units - j);
            var panel = to.Values.Pointer + (nint)j * to.Inner + (nint)part * 48 * width;
            for (var k = 0; k < 48; k++)
                for (var column = 0; column < width; column++)
                    panel[k * width + column] = from[(nint)(j + column) * 48 + k];
        }
    }
}
