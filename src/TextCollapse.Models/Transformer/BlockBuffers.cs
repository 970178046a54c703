using TextCollapse.Models.Kernels;

namespace TextCollapse.Models.Transformer;

/// <summary>The activations of one block for up to <c>rows</c> positions; C is the width, H the number of heads.</summary>
internal sealed class BlockBuffers(TransformerOptions settings, int rows, bool trains)
{
    /// <summary>The input of the block (residual stream), [rows, C].</summary>
    internal FloatBuffer Input { get; } = new(rows * settings.Width);

    /// <summary>Mean and 1 / standard deviation of the input rows, [rows, 2].</summary>
    internal FloatBuffer Moments1 { get; } = new(rows * 2);

    /// <summary>The normalised input of attention, [rows, C].</summary>
    internal FloatBuffer Norm1 { get; } = new(rows * settings.Width);

    /// <summary>Queries, keys and values, [rows, 3C].</summary>
    internal FloatBuffer Qkv { get; } = new(rows * 3 * settings.Width);

    /// <summary>The output of attention before the projection, [rows, C].</summary>
    internal FloatBuffer Attended { get; } = new(rows * settings.Width);

    /// <summary>Logarithms of the softmax sums of every sequence, [H, T] one after the other; for training only.</summary>
    internal FloatBuffer? LogSums { get; } = trains ? new(rows * settings.Heads) : null;

    /// <summary>The residual stream between attention and feed-forward, [rows, C].</summary>
    internal FloatBuffer Middle { get; } = new(rows * settings.Width);

    /// <summary>Mean and 1 / standard deviation of the rows of <see cref="Middle"/>, [rows, 2].</summary>
    internal FloatBuffer Moments2 { get; } = new(rows * 2);

    /// <summary>The normalised input of the feed-forward part, [rows, C].</summary>
    internal FloatBuffer Norm2 { get; } = new(rows * settings.Width);

    /// <summary>The activations after the GELU, [rows, 4C] with row stride <see cref="TransformerOptions.WideStride"/>.</summary>
    internal FloatBuffer Active { get; } = new(rows * settings.WideStride);

    /// <summary>The derivative of that GELU, in the same layout; for training only.</summary>
    internal FloatBuffer? Slopes { get; } = trains ? new(rows * settings.WideStride) : null;
}
