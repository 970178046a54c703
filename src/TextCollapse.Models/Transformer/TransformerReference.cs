using TextCollapse.Models.Kernels;
using static TextCollapse.Models.Transformer.TransformerLayout;

namespace TextCollapse.Models.Transformer;

/// <summary>
/// Forward and backward pass of the transformer in plain loops in double precision. Its gradients are tested against finite differences,
/// and the fast <see cref="TransformerNetwork"/> is tested against it.
/// </summary>
internal sealed class TransformerReference(TransformerLayout layout, double[] parameters)
{
    private readonly int _width = layout.Settings.Width;
    private readonly List<BlockState> _states = [];
    private int[] _inputs = [];
    private int _length;
    private double[] _last = [], _final = [];
    private TransformerDropout<double[]>? _dropout;

    private sealed record BlockState(double[] Input, double[] Norm1, double[] Qkv, double[] Attended, double[] Middle, double[] Norm2,
        double[] Expanded, double[] Active);

    /// <summary>
    /// Computes logits [rows, V] of sequences of <paramref name="length"/> symbols, which are concatenated in <paramref name="inputs"/>.
    /// </summary>
    internal double[] Forward(int[] inputs, int length, TransformerDropout<double[]>? dropout = null)
    {
        (_inputs, _length, _dropout) = (inputs, length, dropout);
        _states.Clear();
        var x = new double[inputs.Length * _width];
        for (var row = 0; row < inputs.Length; row++)
            for (var i = 0; i < _width; i++)
                x[row * _width + i] = parameters[layout.Embedding + inputs[row] * _width + i]
                    + parameters[layout.Positions + row % length * _width + i];
        Multiply(x, dropout?.Embedding);
        for (var layer = 0; layer < layout.Blocks.Length; layer++)
            x = Forward(x, layout.Blocks[layer], layer);
        _last = x;
        _final = Norm(x, layout.FinalNorm);
        var logits = new double[inputs.Length * layout.Vocabulary];
        LinearReference.Forward(_final, parameters.AsSpan(layout.Head, layout.Vocabulary * _width), default, _width, layout.Vocabulary,
            logits);
        return logits;
    }

    private double[] Forward(double[] x, Block block, int layer)
    {
        var norm1 = Norm(x, block.Norm1);
        var qkv = Linear(norm1, block.Attention, _width, 3 * _width);
        var attended = new double[x.Length];
        for (var sequence = 0; sequence < _inputs.Length / _length; sequence++)
            CausalAttentionReference.Forward(Rows(qkv, sequence, 3), _length, layout.Settings.Heads, _width, AttentionMask(layer, sequence),
                Rows(attended, sequence, 1));
        var middle = Add(x, Multiply(Linear(attended, block.Projection, _width, _width), _dropout?.Projection[layer]));
        var norm2 = Norm(middle, block.Norm2);
        var expanded = Linear(norm2, block.Expand, _width, 4 * _width);
        var active = Array.ConvertAll(expanded, GeluReference.Value);
        _states.Add(new BlockState(x, norm1, qkv, attended, middle, norm2, expanded, active));
        return Add(middle, Multiply(Linear(active, block.Contract, 4 * _width, _width), _dropout?.Contract[layer]));
    }

    /// <summary>The gradient with respect to all parameters, given that with respect to the logits of the last forward pass.</summary>
    internal double[] Backward(double[] dLogits)
    {
        var gradient = new double[layout.Flat.Length];
        var dFinal = new double[_final.Length];
        var head = layout.Vocabulary * _width;
        LinearReference.Backward(_final, parameters.AsSpan(layout.Head, head), dLogits, _width, layout.Vocabulary, dFinal,
            gradient.AsSpan(layout.Head, head), default);
        var dx = new double[_last.Length];
        Norm(_last, layout.FinalNorm, dFinal, dx, gradient);
        for (var layer = layout.Blocks.Length - 1; layer >= 0; layer--)
            Backward(dx, layout.Blocks[layer], layer, gradient);
        Multiply(dx, _dropout?.Embedding);
        for (var row = 0; row < _inputs.Length; row++)
            for (var i = 0; i < _width; i++)
            {
                gradient[layout.Embedding + _inputs[row] * _width + i] += dx[row * _width + i];
                gradient[layout.Positions + row % _length * _width + i] += dx[row * _width + i];
            }
        return gradient;
    }

    private void Backward(double[] dx, Block block, int layer, double[] gradient)
    {
        var state = _states[layer];
        var dActive = Linear(state.Active, block.Contract, Multiply([.. dx], _dropout?.Contract[layer]), 4 * _width, _width, gradient);
        for (var i = 0; i < dActive.Length; i++)
            dActive[i] *= GeluReference.Slope(state.Expanded[i]);
        Norm(state.Middle, block.Norm2, Linear(state.Norm2, block.Expand, dActive, _width, 4 * _width, gradient), dx, gradient);
        var dAttended = Linear(state.Attended, block.Projection, Multiply([.. dx], _dropout?.Projection[layer]), _width, _width, gradient);
        var dQkv = new double[state.Qkv.Length];
        for (var sequence = 0; sequence < _inputs.Length / _length; sequence++)
            CausalAttentionReference.Backward(Rows(state.Qkv, sequence, 3), Rows(dAttended, sequence, 1), _length, layout.Settings.Heads,
                _width, AttentionMask(layer, sequence), Rows(dQkv, sequence, 3));
        Norm(state.Input, block.Norm1, Linear(state.Norm1, block.Attention, dQkv, _width, 3 * _width, gradient), dx, gradient);
    }

    private ReadOnlySpan<double> AttentionMask(int layer, int sequence)
    {
        var size = layout.Settings.Heads * _length * _length;
        return _dropout is null ? default : _dropout.Attention[layer].AsSpan(sequence * size, size);
    }

    private Span<double> Rows(double[] values, int sequence, int widths) =>
        values.AsSpan(sequence * _length * widths * _width, _length * widths * _width);

    private static Span<double> Slice(double[] values, int offset, int length) => offset < 0 ? default : values.AsSpan(offset, length);

    private double[] Norm(double[] x, Pair pair)
    {
        var y = new double[x.Length];
        LayerNormReference.Forward(x, Slice(parameters, pair.Weight, _width), Slice(parameters, pair.Bias, _width), _width, y);
        return y;
    }

    private void Norm(double[] x, Pair pair, double[] dy, double[] dx, double[] gradient) =>
        LayerNormReference.Backward(x, Slice(parameters, pair.Weight, _width), dy, _width, dx, Slice(gradient, pair.Weight, _width),
            Slice(gradient, pair.Bias, _width));

    private double[] Linear(double[] x, Pair pair, int inputs, int outputs)
    {
        var y = new double[x.Length / inputs * outputs];
        LinearReference.Forward(x, Slice(parameters, pair.Weight, inputs * outputs), Slice(parameters, pair.Bias, outputs), inputs, outputs,
            y);
        return y;
    }

    private double[] Linear(double[] x, Pair pair, double[] dy, int inputs, int outputs, double[] gradient)
    {
        var dx = new double[x.Length];
        LinearReference.Backward(x, Slice(parameters, pair.Weight, inputs * outputs), dy, inputs, outputs, dx,
            Slice(gradient, pair.Weight, inputs * outputs), Slice(gradient, pair.Bias, outputs));
        return dx;
    }

    private static double[] Add(double[] x, double[] y) => [.. x.Zip(y, (a, b) => a + b)];

    private static double[] Multiply(double[] x, double[]? factors)
    {
        for (var i = 0; factors is not null && i < x.Length; i++)
            x[i] *= factors[i];
        return x;
    }
}
