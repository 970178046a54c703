using TextCollapse.Models.Kernels;
using TextCollapse.Models.Training;
using TextCollapse.Models.Training.Losses;
using TextCollapse.Models.Transformer;
using TextCollapse.Randomness;
using static TextCollapse.Tests.Models.Transformer.GradientCheck;

namespace TextCollapse.Tests.Models.Transformer;

public class TransformerGradientTests
{
    private const int Vocabulary = 5;

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    [InlineData(true, true, true)]
    public void The_reference_gradient_is_the_derivative_of_the_loss(bool tied, bool bias, bool dropped)
    {
        var layout = new TransformerLayout(new TransformerOptions { Layers = 2, Heads = 2, Width = 6, Context = 4, TieWeights = tied, Bias = bias }, Vocabulary);
        var parameters = Normals("parameters", layout.Flat.Length, 0.5);
        int[] inputs = [5, 0, 3, 1, 2, 2, 4, 0], targets = [0, 3, 1, 2, 2, 4, 0, -1];
        var dropout = dropped ? Masks(layout, inputs.Length, 4) : null;
        var reference = new TransformerReference(layout, parameters);
        var gradient = reference.Backward(Losses(reference.Forward(inputs, 4, dropout), inputs, targets, 4).Slopes);
        Assert.True(Error(parameters, gradient, moved => Losses(new TransformerReference(layout, moved).Forward(inputs, 4, dropout), inputs, targets, 4).Value) < 1e-6);
    }

    [Theory]
    [InlineData(4, 2, 8, 9, true, true, 0)]
    [InlineData(3, 1, 48, 33, false, true, 0)]
    [InlineData(1, 3, 33, 70, true, false, 0)]
    [InlineData(2, 4, 128, 64, true, true, 0)]
    [InlineData(2, 2, 20, 17, true, true, 0.3)]
    public void The_fast_gradient_agrees_with_the_reference(int layers, int heads, int width, int context, bool tied, bool bias, double rate)
    {
        const int Windows = 3;
        var layout = new TransformerLayout(new TransformerOptions { Layers = layers, Heads = heads, Width = width, Context = context, TieWeights = tied, Bias = bias }, Vocabulary);
        var parameters = Normals("parameters", layout.Flat.Length, 0.5 / Math.Sqrt(width));
        var random = new RandomKey(3, "symbols", 0).Stream("symbols");
        var batch = new Batch(Windows, context);
        for (var t = 0; t < batch.Inputs.Length; t++)
            (batch.Inputs[t], batch.Targets[t]) = ((ushort)random.NextInt(Vocabulary + 1), random.NextInt(Vocabulary + 1) - 1);

        var values = new FloatBuffer(layout.Flat.Length);
        for (var i = 0; i < values.Length; i++)
            values.Span[i] = (float)parameters[i];
        var workspace = new TransformerWorkspace(layout, new TransformerWeights(layout, values, trains: true).Packed(), Windows, context, rate);
        var gradient = new FloatBuffer(layout.Flat.Length);
        // With masks to read back, one window at a time would keep only the last ones.
        var windows = rate > 0 ? 256 / context : Windows;
        var shard = new Shard(batch, 0, Math.Min(windows, Windows), new CrossEntropy(), 1f, new RandomKey(4, "dropout", 0).Stream("dropout"), new FloatBuffer(0));
        var loss = workspace.Backward(shard, values, gradient);

        var inputs = batch.Inputs.Select(x => (int)x).ToArray();
        var reference = new TransformerReference(layout, Array.ConvertAll(values.Span.ToArray(), x => (double)x));
        var (value, slopes) = Losses(reference.Forward(inputs, context, Doubles(workspace.Dropout)), inputs, batch.Targets, context);
        var expected = reference.Backward(slopes);
        Assert.Equal(value, loss, 1e-5 * value);
        var scale = expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - gradient.Span[i]) < 3e-5 * scale, $"parameter {i}: {gradient.Span[i]} but {expected[i]} in the reference");
    }

    private static TransformerDropout<double[]> Masks(TransformerLayout layout, int rows, int length)
    {
        var settings = layout.Settings;
        double[] Draw(string name, int count) => [.. Normals(name, count).Select(x => x > 0 ? 2.0 : 0)];
        double[][] PerLayer(string name, int count) => [.. Enumerable.Range(0, settings.Layers).Select(layer => Draw($"{name}{layer}", count))];
        return new TransformerDropout<double[]>(Draw("embedding", rows * settings.Width), PerLayer("attention", rows * settings.Heads * length), PerLayer("projection", rows * settings.Width), PerLayer("contract", rows * settings.Width));
    }

    private static TransformerDropout<double[]>? Doubles(TransformerDropout<FloatBuffer>? masks)
    {
        static double[] Convert(FloatBuffer mask) => Array.ConvertAll(mask.Span.ToArray(), x => (double)x);
        return masks is null ? null : new TransformerDropout<double[]>(
            Convert(masks.Embedding), [.. masks.Attention.Select(Convert)], [.. masks.Projection.Select(Convert)], [.. masks.Contract.Select(Convert)]);
    }

    private static (double Value, double[] Slopes) Losses(double[] logits, int[] inputs, int[] targets, int length)
    {
        double sum = 0;
        for (var row = 0; row < targets.Length; row++)
            sum += LossRow.Evaluate(new CrossEntropy(), logits.AsSpan(row * Vocabulary, Vocabulary), new double[Vocabulary], targets[row], default, 1.0);
        return (sum, logits);
    }
}
