using System.Numerics.Tensors;
using TextCollapse.Models.Kernels;
using TextCollapse.Models.Training;
using TextCollapse.Models.Training.Losses;

namespace TextCollapse.Models.Transformer;

/// <summary>
/// Forward and backward pass of shards, a few windows at a time so that intermediate results stay in the caches;
/// <see cref="TransformerReference"/> is the reference implementation.
/// </summary>
internal sealed unsafe class TransformerWorkspace : INetworkWorkspace
{
    // Enough rows to amortise reading all weights, few enough for the caches.
    private const int ChunkRows = 128;
    private readonly TransformerLayout _layout;
    private readonly TransformerWeights _weights;
    private readonly TransformerPass _pass;
    private readonly CausalAttention _attention;
    private readonly DropoutMasks? _dropout;
    private readonly FloatBuffer _stream, _branch, _wide, _panels;
    private readonly float[] _scratch;
    private readonly int _width, _heads, _sequence, _windows;

    /// <summary>Allocates buffers for windows of <paramref name="sequence"/> symbols, at most <paramref name="windows"/> at once.</summary>
    internal TransformerWorkspace(TransformerLayout layout, TransformerWeights weights, int windows, int sequence, double dropout)
    {
        (_layout, _weights, _sequence) = (layout, weights, sequence);
        (_width, _heads) = (layout.Settings.Width, layout.Settings.Heads);
        _windows = Math.Clamp(ChunkRows / sequence, 1, windows);
        var rows = _windows * sequence;
        _pass = new TransformerPass(layout, rows, trains: true);
        _attention = new CausalAttention(sequence, _heads, _width);
        _dropout = dropout > 0 ? new DropoutMasks(layout.Settings, _windows, sequence, dropout) : null;
        _stream = new FloatBuffer(rows * _width);
        _branch = new FloatBuffer(rows * _width);
        _wide = new FloatBuffer(rows * layout.Settings.WideStride);
        _panels = new FloatBuffer(PanelProduct.ScratchSize(rows, Math.Max(4 * _width, layout.Vocabulary), 4 * _width));
        _scratch = new float[layout.Vocabulary];
    }

    /// <summary>The masks of the last windows; null without dropout.</summary>
    internal TransformerDropout<FloatBuffer>? Dropout => _dropout?.Masks;

    /// <inheritdoc/>
    public double Backward(in Shard shard, FloatBuffer weights, FloatBuffer gradient)
    {
        double loss = 0;
        var random = shard.Dropout;
        for (var done = 0; done < shard.Rows; done += _windows)
        {
            var windows = Math.Min(_windows, shard.Rows - done);
            _dropout?.Draw(ref random, windows);
            Forward(shard, shard.First + done, windows);
            loss += Losses(shard, shard.First + done, windows);
            Backward(shard, shard.First + done, windows, weights, gradient);
        }
        return loss;
    }

    private void Forward(in Shard shard, int first, int windows)
    {
        var rows = windows * _sequence;
        var inputs = shard.Batch.Inputs.AsSpan(first * _sequence, rows);
        for (var row = 0; row < rows; row++)
            _pass.Embed(_weights, inputs[row], row % _sequence, row);
        Multiply(_pass.Blocks[0].Input, _dropout?.Masks.Embedding, rows);
        for (var layer = 0; layer < _pass.Blocks.Length; layer++)
        {
            _pass.BeforeAttention(_weights, layer, rows);
            var buffers = _pass.Blocks[layer];
            for (var window = 0; window < windows; window++)
                _attention.Forward(At(buffers.Qkv, window, 3), _sequence, Mask(layer, window), At(buffers.Attended, window, 1),
                    LogSums(buffers, window));
            _pass.AfterAttention(_weights, layer, rows, _dropout?.Masks.Projection[layer], _dropout?.Masks.Contract[layer]);
        }
        _pass.Output(_weights, rows);
    }

    /// <summary>Replaces the logits by the gradient with respect to them; returns the summed loss.</summary>
    private double Losses(in Shard shard, int first, int windows)
    {
        double loss = 0;
        for (var window = 0; window < windows; window++)
        {
            var inputs = shard.Batch.InputsOf(first + window);
            var targets = shard.Batch.TargetsOf(first + window);
            for (var t = 0; t < _sequence; t++)
            {
                var logits = _pass.Logits.Slice((window * _sequence + t) * _pass.Stride, _layout.Vocabulary);
                loss += LossRow.Evaluate<float>(shard.Loss, logits, _scratch, targets[t], inputs[..(t + 1)], shard.Scale);
            }
        }
        return loss;
    }

    private void Backward(in Shard shard, int first, int windows, FloatBuffer weights, FloatBuffer gradient)
    {
        var rows = windows * _sequence;
        _weights.Head.Backward(_pass.Final.Pointer, _pass.Logits.Pointer, rows, _branch.Pointer, gradient, _panels);
        _stream.Slice(0, rows * _width).Clear();
        Norm(_layout.FinalNorm, _pass.Last, _pass.Moments, rows, weights, gradient);
        for (var layer = _pass.Blocks.Length - 1; layer >= 0; layer--)
        {
            FeedForward(layer, rows, weights, gradient);
            Attention(layer, windows, weights, gradient);
        }
        Multiply(_stream, _dropout?.Masks.Embedding, rows);
        var inputs = shard.Batch.Inputs.AsSpan(first * _sequence, rows);
        for (var row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> change = _stream.Slice(row * _width, _width);
            var symbol = gradient.Slice(_layout.Embedding + inputs[row] * _width, _width);
            var position = gradient.Slice(_layout.Positions + row % _sequence * _width, _width);
            TensorPrimitives.Add(symbol, change, symbol);
            TensorPrimitives.Add(position, change, position);
        }
    }

    private void FeedForward(int layer, int rows, FloatBuffer weights, FloatBuffer gradient)
    {
        var (buffers, linears) = (_pass.Blocks[layer], _weights.Blocks[layer]);
        linears.Contract.Backward(buffers.Active.Pointer, Masked(_dropout?.Masks.Contract[layer], rows), rows, _wide.Pointer, gradient,
            _panels);
        var wide = _wide.Slice(0, rows * _layout.Settings.WideStride);
        TensorPrimitives.Multiply(wide, buffers.Slopes!.Slice(0, wide.Length), wide);
        linears.Expand.Backward(buffers.Norm2.Pointer, _wide.Pointer, rows, _branch.Pointer, gradient, _panels);
        Norm(_layout.Blocks[layer].Norm2, buffers.Middle, buffers.Moments2, rows, weights, gradient);
    }

    private void Attention(int layer, int windows, FloatBuffer weights, FloatBuffer gradient)
    {
        var rows = windows * _sequence;
        var (buffers, linears) = (_pass.Blocks[layer], _weights.Blocks[layer]);
        linears.Projection.Backward(buffers.Attended.Pointer, Masked(_dropout?.Masks.Projection[layer], rows), rows, _branch.Pointer,
            gradient, _panels);
        for (var window = 0; window < windows; window++)
            _attention.Backward(At(buffers.Qkv, window, 3), At(buffers.Attended, window, 1), At(_branch, window, 1), _sequence,
                Mask(layer, window), LogSums(buffers, window), At(_wide, window, 3));
        linears.Attention.Backward(buffers.Norm1.Pointer, _wide.Pointer, rows, _branch.Pointer, gradient, _panels);
        Norm(_layout.Blocks[layer].Norm1, buffers.Input, buffers.Moments1, rows, weights, gradient);
    }

    /// <summary>
    /// Adds the gradient that passes back from <see cref="_branch"/> through a normalisation to the gradient of the residual stream.
    /// </summary>
    private void Norm(TransformerLayout.Pair pair, FloatBuffer x, FloatBuffer moments, int rows, FloatBuffer weights,
        FloatBuffer gradient) =>
        LayerNorm.Backward(x.Pointer, weights.Pointer + pair.Weight, moments.Pointer, _branch.Pointer, rows, _width, _stream.Pointer,
            gradient.Pointer + pair.Weight, pair.Bias < 0 ? null : gradient.Pointer + pair.Bias);

    /// <summary>The gradient of a branch's output: that of the residual stream, or a copy with the dropout mask applied.</summary>
    private float* Masked(FloatBuffer? mask, int rows)
    {
        if (mask is null)
            return _stream.Pointer;
        TensorPrimitives.Multiply((ReadOnlySpan<float>)_stream.Slice(0, rows * _width), mask.Slice(0, rows * _width),
            _pass.Branch.Slice(0, rows * _width));
        return _pass.Branch.Pointer;
    }

    private void Multiply(FloatBuffer x, FloatBuffer? mask, int rows)
    {
        if (mask is not null)
            TensorPrimitives.Multiply((ReadOnlySpan<float>)x.Slice(0, rows * _width), mask.Slice(0, rows * _width),
                x.Slice(0, rows * _width));
    }

    private float* Mask(int layer, int window) =>
        _dropout is null ? null : _dropout.Masks.Attention[layer].Pointer + (nint)window * _heads * _sequence * _sequence;

    private float* LogSums(BlockBuffers buffers, int window) => buffers.LogSums!.Pointer + (nint)window * _sequence * _heads;

    private float* At(FloatBuffer buffer, int window, int widths) => buffer.Pointer + (nint)window * _sequence * widths * _width;
}
