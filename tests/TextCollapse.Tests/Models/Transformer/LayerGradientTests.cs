using TextCollapse.Models.Kernels;
using static TextCollapse.Tests.Models.Transformer.GradientCheck;

namespace TextCollapse.Tests.Models.Transformer;

/// <summary>Every layer's reference gradient against finite differences of a random projection of its output.</summary>
public class LayerGradientTests
{
    private const double Tolerance = 1e-6;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Layer_normalisation(bool biased)
    {
        const int Width = 7;
        var (x, gain, bias, dy) = (Normals("x", 3 * Width), Normals("gain", Width), biased ? Normals("bias", Width) : [], Normals("dy", 3 * Width));
        double Value(double[] x, double[] gain, double[] bias)
        {
            var y = new double[x.Length];
            LayerNormReference.Forward(x, gain, bias, Width, y);
            return Dot(y, dy);
        }
        var (dx, dGain, dBias) = (new double[x.Length], new double[Width], new double[bias.Length]);
        LayerNormReference.Backward(x, gain, dy, Width, dx, dGain, dBias);
        Assert.True(Error(x, dx, moved => Value(moved, gain, bias)) < Tolerance);
        Assert.True(Error(gain, dGain, moved => Value(x, moved, bias)) < Tolerance);
        if (biased)
            Assert.True(Error(bias, dBias, moved => Value(x, gain, moved)) < Tolerance);
    }

    [Fact]
    public void Linear()
    {
        const int Inputs = 5, Outputs = 4;
        var (x, weight, bias, dy) = (Normals("x", 3 * Inputs), Normals("weight", Inputs * Outputs), Normals("bias", Outputs), Normals("dy", 3 * Outputs));
        double Value(double[] x, double[] weight, double[] bias)
        {
            var y = new double[3 * Outputs];
            LinearReference.Forward(x, weight, bias, Inputs, Outputs, y);
            return Dot(y, dy);
        }
        var (dx, dWeight, dBias) = (new double[x.Length], new double[weight.Length], new double[Outputs]);
        LinearReference.Backward(x, weight, dy, Inputs, Outputs, dx, dWeight, dBias);
        Assert.True(Error(x, dx, moved => Value(moved, weight, bias)) < Tolerance);
        Assert.True(Error(weight, dWeight, moved => Value(x, moved, bias)) < Tolerance);
        Assert.True(Error(bias, dBias, moved => Value(x, weight, moved)) < Tolerance);
    }

    [Fact]
    public void Gelu()
    {
        double[] x = [-9, -3.1, -1, -0.4, 0, 0.3, 1, 2.5, 6];
        var slopes = Array.ConvertAll(x, GeluReference.Slope);
        Assert.True(Error(x, slopes, moved => moved.Sum(GeluReference.Value)) < Tolerance);
    }

    [Fact]
    public void Gelu_is_PyTorchs_default()
    {
        // x·Φ(x) with Φ(1) = 0.841344746068542949; the tanh approximation gives 0.84119199.
        Assert.Equal(0.841344746068543, GeluReference.Value(1), 1e-14);
        Assert.Equal(-0.158655253931457, GeluReference.Value(-1), 1e-14);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Causal_attention(bool dropped)
    {
        const int Length = 5, Heads = 2, Width = 6;
        var (qkv, dy) = (Normals("qkv", Length * 3 * Width), Normals("dy", Length * Width));
        double[] mask = dropped ? [.. Normals("mask", Heads * Length * Length).Select(x => x > 0 ? 1.5 : 0)] : [];
        var dQkv = new double[qkv.Length];
        CausalAttentionReference.Backward(qkv, dy, Length, Heads, Width, mask, dQkv);
        Assert.True(Error(qkv, dQkv, moved =>
        {
            var output = new double[Length * Width];
            CausalAttentionReference.Forward(moved, Length, Heads, Width, mask, output);
            return Dot(output, dy);
        }) < Tolerance);
    }
}
