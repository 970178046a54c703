using TextCollapse.Models.Kernels;
using TextCollapse.Tests.Models.Transformer;

namespace TextCollapse.Tests.Models.Kernels;

/// <summary>The vectorised kernels against the plain double loops beside them, on sizes that are no multiples of a vector.</summary>
public unsafe class VectorKernelTests
{
    [Fact]
    public void Gelu_and_its_slope_are_within_a_millionth()
    {
        var x = Enumerable.Range(0, 4001).Select(i => (i - 2000) / 200f).ToArray();
        var (values, slopes) = (Buffer(x.Select(value => (double)value)), new FloatBuffer(x.Length));
        Gelu.Forward(values.Pointer, slopes.Pointer, x.Length);
        for (var i = 0; i < x.Length; i++)
        {
            Assert.Equal(GeluReference.Value(x[i]), values.Span[i], 1e-6);
            Assert.Equal(GeluReference.Slope(x[i]), slopes.Span[i], 1e-6);
        }
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(3, 7, true)]
    [InlineData(5, 16, false)]
    [InlineData(2, 33, false)]
    [InlineData(4, 128, true)]
    public void Layer_normalisation_agrees_with_the_reference(int rows, int width, bool biased)
    {
        var (x, gain, bias, dy) = (GradientCheck.Normals("x", rows * width), GradientCheck.Normals("gain", width), biased ? GradientCheck.Normals("bias", width) : [], GradientCheck.Normals("dy", rows * width));
        var (y, dx, dGain, dBias) = (new double[x.Length], new double[x.Length], new double[width], new double[bias.Length]);
        LayerNormReference.Forward(x, gain, bias, width, y);
        LayerNormReference.Backward(x, gain, dy, width, dx, dGain, dBias);

        var (fastY, fastDx, fastDGain, fastDBias, moments) = (new FloatBuffer(x.Length), new FloatBuffer(x.Length), new FloatBuffer(width), new FloatBuffer(width), new FloatBuffer(2 * rows));
        LayerNorm.Forward(Buffer(x).Pointer, Buffer(gain).Pointer, biased ? Buffer(bias).Pointer : null, rows, width, fastY.Pointer, moments.Pointer);
        LayerNorm.Backward(Buffer(x).Pointer, Buffer(gain).Pointer, moments.Pointer, Buffer(dy).Pointer, rows, width, fastDx.Pointer, fastDGain.Pointer, biased ? fastDBias.Pointer : null);
        Same(y, fastY, 2e-5);
        Same(dx, fastDx, 5e-5);
        Same(dGain, fastDGain, 5e-5);
        Same(dBias, fastDBias, 2e-5);
    }

    [Theory]
    [InlineData(1, 1, 1, false)]
    [InlineData(7, 2, 6, false)]
    [InlineData(33, 3, 15, true)]
    [InlineData(64, 4, 128, false)]
    [InlineData(70, 1, 40, true)]
    public void Attention_agrees_with_the_reference(int length, int heads, int width, bool dropped)
    {
        var (qkv, dOutput) = (GradientCheck.Normals("qkv", length * 3 * width), GradientCheck.Normals("dy", length * width));
        double[] mask = dropped ? [.. GradientCheck.Normals("mask", heads * length * length).Select(x => x > -0.5 ? 1.25 : 0)] : [];
        var (output, dQkv) = (new double[length * width], new double[qkv.Length]);
        CausalAttentionReference.Forward(qkv, length, heads, width, mask, output);
        CausalAttentionReference.Backward(qkv, dOutput, length, heads, width, mask, dQkv);

        var (fastQkv, fastMask, fastOutput, logSums, fastDQkv) = (Buffer(qkv), Buffer(mask), new FloatBuffer(output.Length), new FloatBuffer(heads * length), new FloatBuffer(qkv.Length));
        // More room than needed: the kernel serves shorter sequences too.
        var attention = new CausalAttention(length + 5, heads, width);
        attention.Forward(fastQkv.Pointer, length, dropped ? fastMask.Pointer : null, fastOutput.Pointer, logSums.Pointer);
        attention.Backward(fastQkv.Pointer, fastOutput.Pointer, Buffer(dOutput).Pointer, length, dropped ? fastMask.Pointer : null, logSums.Pointer, fastDQkv.Pointer);
        Same(output, fastOutput, 2e-5);
        Same(dQkv, fastDQkv, 1e-4);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(9, 2, 6)]
    [InlineData(70, 3, 51)]
    [InlineData(130, 2, 80)]
    [InlineData(150, 4, 128)]
    [InlineData(40, 2, 192)]
    public void Cached_attention_is_the_last_row_of_attention_to_the_bit(int length, int heads, int width)
    {
        var qkv = Buffer(GradientCheck.Normals("qkv", length * 3 * width));
        var (output, row, logSums) = (new FloatBuffer(length * width), new FloatBuffer(width), new FloatBuffer(heads * length));
        new CausalAttention(length, heads, width).Forward(qkv.Pointer, length, null, output.Pointer, logSums.Pointer);
        var cached = new CachedAttention(length, heads, width);
        var cache = new FloatBuffer(cached.CacheSize);
        for (var position = 0; position < length; position++)
        {
            cached.Append(qkv.Pointer + position * 3 * width, cache.Pointer, position);
            cached.Attend(qkv.Pointer + position * 3 * width, cache.Pointer, position, row.Pointer);
            Assert.Equal(output.Slice(position * width, width), row.Span);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(65)]
    public void The_logarithm_of_a_sum_of_exponentials_agrees_with_plain_sums(int count)
    {
        var logits = GradientCheck.Normals("logits", count, 4);
        Assert.Equal(Math.Log(logits.Sum(Math.Exp)), LogSoftmax.LogSum(Buffer(logits).Pointer, count), 2e-6);
    }

    private static FloatBuffer Buffer(IEnumerable<double> values)
    {
        float[] floats = [.. values.Select(value => (float)value)];
        var buffer = new FloatBuffer(floats.Length);
        floats.CopyTo(buffer.Span);
        return buffer;
    }

    private static void Same(double[] expected, FloatBuffer actual, double tolerance)
    {
        var scale = Math.Max(1, expected.DefaultIfEmpty().Max(Math.Abs));
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual.Span[i], tolerance * scale);
    }
}
