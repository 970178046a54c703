using TextCollapse.Corpora;
using TextCollapse.Experiments.Mitigations.Losses;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Kernels;
using TextCollapse.Models.Training;
using TextCollapse.Models.Training.Losses;
using TextCollapse.Randomness;
using TextCollapse.Tests.Models.Training;

namespace TextCollapse.Tests.Models.Gru;

public class GruGradientTests
{
    private static readonly Corpus Text = BatchSourceTests.Texts("the quick brown fox", "jumps over the lazy dog", "and then it sleeps until the morning comes again");
    private static readonly RandomKey Key = new(5, "gru", 0);

    [Theory]
    [InlineData(1, 1, 3)]
    [InlineData(2, 3, 4)]
    [InlineData(3, 2, 5)]
    public void The_reference_gradient_is_the_derivative_of_the_reference_loss(int layers, int hidden, int embedding)
    {
        var settings = new GruOptions { Layers = layers, Hidden = hidden, Embedding = embedding };
        var training = new TrainingOptions { Batch = 2, Sequence = 6 };
        var batch = Fill(training);
        var w = Weights(settings);
        var g = w.ToDictionary(pair => pair.Key, pair => new double[pair.Value.Length]);
        var reference = new GruReference(Text.Alphabet.Size, settings);
        reference.Loss(w, batch, new CrossEntropy(), g);
        var random = Key.Stream("elements");
        foreach (var (name, values) in w)
            for (var trial = 0; trial < 12; trial++)
            {
                var i = random.NextInt(values.Length);
                double At(double offset)
                {
                    var kept = values[i];
                    values[i] += offset;
                    var loss = reference.Loss(w, batch, new CrossEntropy(), null);
                    values[i] = kept;
                    return loss;
                }
                const double Step = 1e-3;
                var expected = (8 * (At(Step) - At(-Step)) - (At(2 * Step) - At(-2 * Step))) / (12 * Step);
                Assert.True(Math.Abs(expected - g[name][i]) <= 1e-6 * Math.Max(Math.Abs(expected), 1e-4), $"{name}[{i}]: {g[name][i]} but {expected} numerically");
            }
    }

    [Theory]
    [InlineData(1, 1, 3, 5, 9)]
    [InlineData(1, 7, 5, 3, 17)]
    [InlineData(1, 40, 64, 34, 12)]
    [InlineData(2, 19, 6, 5, 11)]
    [InlineData(3, 33, 16, 2, 40)]
    public void The_fast_gradient_is_the_reference_gradient(int layers, int hidden, int embedding, int rows, int sequence)
    {
        var settings = new GruOptions { Layers = layers, Hidden = hidden, Embedding = embedding };
        foreach (ILoss loss in (ILoss[])[new CrossEntropy(), new Unlikelihood(0.5, 3)])
        {
            var training = new TrainingOptions { Batch = rows, Sequence = sequence, Loss = loss };
            var batch = Fill(training);
            var w = Weights(settings);
            var g = w.ToDictionary(pair => pair.Key, pair => new double[pair.Value.Length]);
            var expected = new GruReference(Text.Alphabet.Size, settings).Loss(w, batch, loss, g);

            using var learner = new NetworkLearner(new GruNetwork(Text.Alphabet, settings), training, Key, null, 2);
            var shape = new GruShape(Text.Alphabet.Size, settings);
            foreach (var tensor in GruWeights.Tensors(shape))
                tensor.Put(Array.ConvertAll(w[tensor.Name], x => (float)x), learner.Weights);
            var result = learner.ComputeGradient(batch);
            Assert.Equal(expected, result.Loss, 1e-5);
            foreach (var tensor in GruWeights.Tensors(shape))
            {
                var fast = tensor.Take(learner.Gradient);
                var scale = g[tensor.Name].Max(Math.Abs) + 1e-6;
                for (var i = 0; i < fast.Length; i++)
                    Assert.True(Math.Abs(g[tensor.Name][i] - fast[i]) < 2e-5 * scale, $"{tensor.Name}[{i}]: {fast[i]}, reference {g[tensor.Name][i]}");
            }
        }
    }

    [Fact]
    public void Padding_never_gets_a_gradient()
    {
        var settings = new GruOptions { Layers = 2, Hidden = 7, Embedding = 5 };
        var training = new TrainingOptions { Batch = 4, Sequence = 8 };
        using var learner = new NetworkLearner(new GruNetwork(Text.Alphabet, settings), training, Key, null, 1);
        learner.ComputeGradient(Fill(training));
        var shape = new GruShape(Text.Alphabet.Size, settings);
        var gradient = new FloatBuffer(shape.Layout.Length);
        learner.Gradient.Slice(0, shape.Layout.Length).CopyTo(gradient.Span);
        foreach (var tensor in GruWeights.Tensors(shape))
            tensor.Put(new float[tensor.Length], gradient);
        Assert.False(gradient.Span.ContainsAnyExcept(0f));
    }

    private static Batch Fill(TrainingOptions training)
    {
        var source = new BatchSource(Text, training, Key);
        var batch = source.CreateBatch();
        source.Fill(batch, 0);
        return batch;
    }

    private static Dictionary<string, double[]> Weights(GruOptions settings)
    {
        var shape = new GruShape(Text.Alphabet.Size, settings);
        var buffer = new FloatBuffer(shape.Layout.Length);
        GruWeights.Initialise(shape, buffer, Key);
        return GruWeights.Tensors(shape).ToDictionary(tensor => tensor.Name, tensor => Array.ConvertAll(tensor.Take(buffer), x => (double)x));
    }
}
