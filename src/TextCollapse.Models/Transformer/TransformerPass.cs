using System.Numerics.Tensors;
using TextCollapse.Models.Kernels;

namespace TextCollapse.Models.Transformer;

/// <summary>
/// The forward pass over rows (positions), in the pieces that training, scoring and generation share. With <c>trains</c>, every block has
/// its own buffers for the backward pass; otherwise all blocks share one set. Used by one thread.
/// </summary>
internal sealed unsafe class TransformerPass
{
    private readonly TransformerLayout _layout;
    private readonly int _width;

    /// <summary>Allocates buffers for up to <paramref name="rows"/> positions.</summary>
    internal TransformerPass(TransformerLayout layout, int rows, bool trains)
    {
        (_layout, _width, Rows) = (layout, layout.Settings.Width, rows);
        var shared = trains ? null : new BlockBuffers(layout.Settings, rows, false);
        Blocks = [.. layout.Blocks.Select(_ => shared ?? new BlockBuffers(layout.Settings, rows, true))];
        Branch = new FloatBuffer(rows * _width);
        Last = shared?.Input ?? new FloatBuffer(rows * _width);
        Final = new FloatBuffer(rows * _width);
        Moments = new FloatBuffer(rows * 2);
        Stride = layout.LogitStride;
        Logits = new FloatBuffer(rows * Stride);
    }

    /// <summary>The maximum number of positions.</summary>
    internal int Rows { get; }

    internal BlockBuffers[] Blocks { get; }

    /// <summary>The output of a branch, which is added to the residual stream, [rows, C].</summary>
    internal FloatBuffer Branch { get; }

    /// <summary>The residual stream after the last block, [rows, C].</summary>
    internal FloatBuffer Last { get; }

    /// <summary>Mean and 1 / standard deviation of the rows of <see cref="Last"/>, [rows, 2].</summary>
    internal FloatBuffer Moments { get; }

    /// <summary>The normalised input of the output layer, [rows, C].</summary>
    internal FloatBuffer Final { get; }

    /// <summary>Logits, [rows, V] with row stride <see cref="Stride"/>.</summary>
    internal FloatBuffer Logits { get; }

    /// <summary><see cref="TransformerLayout.LogitStride"/>.</summary>
    internal int Stride { get; }

    /// <summary>Writes the embedding of one symbol at one position to a row.</summary>
    internal void Embed(TransformerWeights weights, int symbol, int position, int row)
    {
        var values = weights.Values;
        TensorPrimitives.Add(
            (ReadOnlySpan<float>)values.Slice(_layout.Embedding + symbol * _width, _width),
                values.Slice(_layout.Positions + position * _width, _width), Blocks[0].Input.Slice(row * _width, _width));
    }

    /// <summary>Computes a block up to its queries, keys and values.</summary>
    internal void BeforeAttention(TransformerWeights weights, int layer, int rows)
    {
        var buffers = Blocks[layer];
        Norm(weights, _layout.Blocks[layer].Norm1, buffers.Input, rows, buffers.Norm1, buffers.Moments1);
        weights.Blocks[layer].Attention.Forward(weights.Values, buffers.Norm1.Pointer, rows, buffers.Qkv.Pointer);
    }

    /// <summary>
    /// Computes the rest of the block, up to the input of the next one. The masks multiply the outputs of both branches; null for no
    /// dropout.
    /// </summary>
    internal void AfterAttention(TransformerWeights weights, int layer, int rows, FloatBuffer? projectionMask = null,
        FloatBuffer? contractMask = null)
    {
        var (buffers, linears) = (Blocks[layer], weights.Blocks[layer]);
        linears.Projection.Forward(weights.Values, buffers.Attended.Pointer, rows, Branch.Pointer);
        AddBranch(buffers.Input, projectionMask, rows, buffers.Middle);
        Norm(weights, _layout.Blocks[layer].Norm2, buffers.Middle, rows, buffers.Norm2, buffers.Moments2);
        linears.Expand.Forward(weights.Values, buffers.Norm2.Pointer, rows, buffers.Active.Pointer);
        Gelu.Forward(buffers.Active.Pointer, buffers.Slopes is null ? null
            : buffers.Slopes.Pointer, (long)rows * _layout.Settings.WideStride);
        linears.Contract.Forward(weights.Values, buffers.Active.Pointer, rows, Branch.Pointer);
        AddBranch(buffers.Middle, contractMask, rows, layer + 1 < Blocks.Length ? Blocks[layer + 1].Input : Last);
    }

    /// <summary>Computes the logits of the first rows of <see cref="Last"/>.</summary>
    internal void Output(TransformerWeights weights, int rows)
    {
        Norm(weights, _layout.FinalNorm, Last, rows, Final, Moments);
        weights.Head.Forward(weights.Values, Final.Pointer, rows, Logits.Pointer);
    }

    /// <summary>
    /// Runs the whole pass over embedded sequences of these lengths, each attending only to itself, and computes the logits of all rows.
    /// </summary>
    internal void Run(TransformerWeights weights, ReadOnlySpan<int> lengths, CausalAttention attention, int rows)
    {
        for (var layer = 0; layer < Blocks.Length; layer++)
        {
            BeforeAttention(weights, layer, rows);
            var buffers = Blocks[layer];
            var row = 0;
            foreach (var length in lengths)
            {
                attention.Forward(buffers.Qkv.Pointer + (nint)row * 3 * _width, length, null, buffers.Attended.Pointer + (nint)row * _width,
                    null);
                row += length;
            }
            AfterAttention(weights, layer, rows);
        }
        Output(weights, rows);
    }

    private void Norm(TransformerWeights weights, TransformerLayout.Pair pair, FloatBuffer x, int rows, FloatBuffer y, FloatBuffer moments)
    {
        var values = weights.Values.Pointer;
        LayerNorm.Forward(x.Pointer, values + pair.Weight, pair.Bias < 0 ? null
            : values + pair.Bias, rows, _width, y.Pointer, moments.Pointer);
    }

    private void AddBranch(FloatBuffer x, FloatBuffer? mask, int rows, FloatBuffer y)
    {
        var count = rows * _width;
        if (mask is null)
            TensorPrimitives.Add((ReadOnlySpan<float>)x.Slice(0, count), Branch.Slice(0, count), y.Slice(0, count));
        else
            TensorPrimitives.FusedMultiplyAdd((ReadOnlySpan<float>)Branch.Slice(0, count), mask.Slice(0, count), x.Slice(0, count),
                y.Slice(0, count));
    }
}
