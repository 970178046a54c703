using TextCollapse.Models.Kernels;

namespace TextCollapse.Models.Transformer;

/// <summary>What one block computes for up to <c>rows</c> positions; C is the width, H the heads.</summary>
internal sealed class BlockBuffers(TransformerOptions settings, int rows, bool trains)
{
    /// <summary>The residual stream at the block's entry, [rows, C].</summary>
    internal FloatBuffer Input { get; } = new(rows * settings.Width);

    /// <summary>Mean and 1 / deviation of the rows at the entry, [rows, 2].</summary>
    internal FloatBuffer Moments1 { get; } = new(rows * 2);

    /// <summary>Normalised for attention, [rows, C].</summary>
    internal FloatBuffer Norm1 { get; } = new(rows * settings.Width);

    /// <summary>Queries, keys and values, [rows, 3C].</summary>
    internal FloatBuffer Qkv { get; } = new(rows * 3 * settings.Width);

    /// <summary>What attention gathered, [rows, C].</summary>
    internal FloatBuffer Attended { get; } = new(rows * settings.Width);

    /// <summary>Logarithms of the softmax sums of every sequence, [H, T] one after the other; for training only.</summary>
    internal FloatBuffer? LogSums { get; } = trains ? new(rows * settings.Heads) : null;

    /// <summary>The residual stream between attention and feed-forward, [rows, C].</summary>
    internal FloatBuffer Middle { get; } = new(rows * settings.Width);

    /// <summary>Mean and 1 / deviation of the rows in the middle, [rows, 2].</summary>
    internal FloatBuffer Moments2 { get; } = new(rows * 2);

    /// <summary>Normalised for the feed-forward part, [rows, C].</summary>
    internal FloatBuffer Norm2 { get; } = new(rows * settings.Width);

    /// <summary>The feed-forward part after its GELU, [rows, 4C], rows <see cref="TransformerOptions.WideStride"/> apart.</summary>
    internal FloatBuffer Active { get; } = new(rows * settings.WideStride);

    /// <summary>The derivative of that GELU, laid out alike; for training only.</summary>
    internal FloatBuffer? Slopes { get; } = trains ? new(rows * settings.WideStride) : null;
}
