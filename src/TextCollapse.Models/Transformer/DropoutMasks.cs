using TextCollapse.Models.Kernels;
using TextCollapse.Randomness;

namespace TextCollapse.Models.Transformer;

/// <summary>Draws the dropout masks of a few windows (Srivastava et al. 2014, scaled by 1/(1 − rate) in training).</summary>
internal sealed class DropoutMasks(TransformerOptions settings, int windows, int sequence, double rate)
{
    /// <summary>The masks of the last draw.</summary>
    internal TransformerDropout<FloatBuffer> Masks { get; } = new(
        Rows(settings, windows * sequence),
        [.. Enumerable.Range(0, settings.Layers).Select(_ => new FloatBuffer(windows * settings.Heads * sequence * sequence))],
        [.. Enumerable.Range(0, settings.Layers).Select(_ => Rows(settings, windows * sequence))],
        [.. Enumerable.Range(0, settings.Layers).Select(_ => Rows(settings, windows * sequence))]);

    /// <summary>Draws for the first <paramref name="count"/> windows.</summary>
    internal void Draw(ref RandomStream random, int count)
    {
        var rows = count * sequence * settings.Width;
        Fill(ref random, Masks.Embedding.Slice(0, rows));
        for (var layer = 0; layer < settings.Layers; layer++)
        {
            Fill(ref random, Masks.Attention[layer].Slice(0, count * settings.Heads * sequence * sequence));
            Fill(ref random, Masks.Projection[layer].Slice(0, rows));
            Fill(ref random, Masks.Contract[layer].Slice(0, rows));
        }
    }

    private static FloatBuffer Rows(TransformerOptions settings, int rows) => new(rows * settings.Width);

    private void Fill(ref RandomStream random, Span<float> mask) => DropoutMask.Fill(mask, rate, ref random);
}
