using TextCollapse.Models.Kernels;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Models.Kernels;

public unsafe class ElementwiseTests
{
    [Fact]
    public void The_exponential_is_right_to_two_in_ten_million()
    {
        var buffer = new FloatBuffer(16);
        for (var x = -87f; x < 88; x += 0.0137f)
        {
            for (var i = 0; i < 16; i++)
                buffer.Span[i] = x + i * 0.0008f;
            var given = buffer.Span.ToArray();
            Elementary.Exp(Lanes128.Load(buffer.Pointer)).Store(buffer.Pointer);
            for (var i = 0; i < 16; i++)
                Assert.InRange(buffer.Span[i] / Math.Exp(given[i]) - 1, -2e-7, 2e-7);
        }
    }

    [Fact]
    public void Sigmoid_and_tanh_are_right_and_saturate()
    {
        var buffer = new FloatBuffer(16);
        foreach (var x in (float[])[-1e30f, -100, -20, -3, -0.5f, -1e-4f, 0, 1e-4f, 0.5f, 3, 20, 100, 1e30f])
        {
            buffer.Span.Fill(x);
            Elementary.Sigmoid(Lanes256.Load(buffer.Pointer)).Store(buffer.Pointer);
            Assert.Equal(1 / (1 + Math.Exp(-x)), buffer.Span[7], 2e-7);
            buffer.Span.Fill(x);
            Elementary.Tanh(Lanes256.Load(buffer.Pointer)).Store(buffer.Pointer);
            Assert.Equal(Math.Tanh(x), buffer.Span[7], 3e-7);
        }
    }

    [Fact]
    public void Sixteen_lanes_have_the_same_bits_as_one_vector_two_or_four()
    {
        var (x, a, b, c) = (new FloatBuffer(16), new FloatBuffer(16), new FloatBuffer(16), new FloatBuffer(16));
        Draw(16, 1).CopyTo(x.Span);
        Work<Lanes512>(x, a);
        Work<Lanes256>(x, b);
        Work<Lanes128>(x, c);
        // Lanes of 512 bits always fuse, in software if need be, and run only where the processor does; the others fuse where it does.
        if (System.Runtime.Intrinsics.X86.Fma.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported)
            Assert.Equal(a.Span, b.Span);
        Assert.Equal(b.Span, c.Span);

        static void Work<T>(FloatBuffer from, FloatBuffer to) where T : struct, ILanes<T>
        {
            var v = T.Load(from.Pointer);
            (Elementary.Sigmoid(v) * T.Create(v.Sum()) + Elementary.Tanh(T.Sqrt(v * v)) / T.Max(T.Min(v, T.Create(v.Largest())), T.Create(0.5f))).Store(to.Pointer);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(65)]
    [InlineData(200)]
    public void Softmax_agrees_with_double_precision(int length)
    {
        var logits = Draw(length, length).Select(x => 30 * x).ToArray();
        double[] p = [.. logits], log = new double[length];
        Softmax.Both<double>(p, log);
        float[] fast = [.. logits], fastLog = new float[length];
        Softmax.Both<float>(fast, fastLog);
        for (var i = 0; i < length; i++)
        {
            Assert.Equal(p[i], fast[i], 1e-6);
            Assert.Equal(log[i], fastLog[i], 1e-4);
            Assert.Equal(-log[i], Softmax.NegativeLogProbability(logits.ToArray(), i), 1e-4);
        }
    }

    [Fact]
    public void AdamW_on_lanes_is_AdamW_one_by_one()
    {
        var rates = new AdamWRates(0.9f, 0.1f, 0.99f, 0.01f, 0.5f, 1e-3f, 1.7f, 1e-8f);
        float[] g = Draw(77, 1), w = Draw(77, 2), m = Draw(77, 3), v = [.. Draw(77, 4).Select(MathF.Abs)];
        var (w2, m2, v2) = (w.ToArray(), m.ToArray(), v.ToArray());
        AdamWKernel.Update(w, g, m, v, 0.999f, rates);
        AdamWKernel.Reference(w2, g, m2, v2, 0.999f, rates);
        Assert.Equal(w2, w);
        Assert.Equal(m2, m);
        Assert.Equal(v2, v);
    }

    [Fact]
    public void Sums_agree_with_double_precision()
    {
        var values = Draw(5003, 1);
        Assert.Equal(values.Sum(x => (double)x * x), SumOfSquares.Of(values), 1e-3);
        var matrix = new FloatBuffer(7 * 40);
        Draw(7 * 40, 2).CopyTo(matrix.Span);
        var sums = new FloatBuffer(32);
        ColumnSums.Add(sums.Pointer, matrix.Pointer, 40, 7, 32);
        for (var column = 0; column < 32; column++)
            Assert.Equal(Enumerable.Range(0, 7).Sum(row => (double)matrix.Span[row * 40 + column]), sums.Span[column], 1e-5);
    }

    private static float[] Draw(int length, int number)
    {
        var random = new RandomKey(8, "elements", 0).Stream("values", number);
        var values = new float[length];
        foreach (ref var value in values.AsSpan())
            value = 2 * random.NextSingle() - 1;
        return values;
    }
}
