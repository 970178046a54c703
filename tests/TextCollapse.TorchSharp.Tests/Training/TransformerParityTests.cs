using TextCollapse.Models.Training;
using TextCollapse.Models.Transformer;
using TextCollapse.Torch.Models;
using TextCollapse.Torch.Tests.Support;
using TextCollapse.Torch.Training;

namespace TextCollapse.Torch.Tests.Training;

/// <summary>The two engines have the same weights; do they compute the same?</summary>
public class TransformerParityTests
{
    public static TheoryData<int, int, int, int, bool, bool> Sizes => new()
    {
        { 1, 1, 8, 6, true, true },
        { 2, 2, 24, 13, false, true },
        { 4, 4, 32, 16, true, false },
        { 3, 5, 35, 17, false, false },
    };

    private static (NetworkLearner Managed, TorchLearner Torch, TrainingOptions Settings) Learners(int layers, int heads, int width, int context, bool tied, bool bias, TrainingOptions? training = null)
    {
        var sizes = new TransformerOptions { Layers = layers, Heads = heads, Width = width, Context = context, TieWeights = tied, Bias = bias };
        var settings = (training ?? new TrainingOptions { Clip = 0 }) with { Batch = 6, Sequence = context };
        var managed = new NetworkLearner(new TransformerNetwork(sizes, Texts.Letters), settings, Texts.Key, null, 1);
        Roughen(managed);
        return (managed, new TorchLearner(TorchWeights.Of(managed.ToModel()), settings, "cpu", Texts.Key, 1), settings);
    }

    // GPT-2's initial weights are so small that nothing but the embedding would be tested.
    private static void Roughen(NetworkLearner learner)
    {
        var random = Texts.Key.Stream("rough");
        foreach (ref var weight in learner.Weights.Span)
            weight += (float)(0.15 * random.NextNormal());
    }

    [TorchTheory, MemberData(nameof(Sizes))]
    public void Logits_agree(int layers, int heads, int width, int context, bool tied, bool bias)
    {
        var (managed, torch, _) = Learners(layers, heads, width, context, tied, bias);
        using (managed)
        using (torch)
        {
            var text = Texts.Words(1, 3 * context + 5).Documents[0].Symbols.Span;
            Same.Within(1e-5, Kinds.Predict(torch.ToModel(), text), Kinds.Predict(managed.ToModel(), text), "Log-probabilities");
        }
    }

    [TorchTheory, MemberData(nameof(Sizes))]
    public void Gradients_agree_parameter_by_parameter(int layers, int heads, int width, int context, bool tied, bool bias) => AssertGradients(layers, heads, width, context, tied, bias, 0);

    [TorchTheory, MemberData(nameof(Sizes))]
    public void Adversarial_gradients_agree_parameter_by_parameter(int layers, int heads, int width, int context, bool tied, bool bias) => AssertGradients(layers, heads, width, context, tied, bias, 0.1);

    private static void AssertGradients(int layers, int heads, int width, int context, bool tied, bool bias, double adversarial)
    {
        var (managed, torch, settings) = Learners(layers, heads, width, context, tied, bias, new TrainingOptions { Clip = 0, Adversarial = adversarial });
        using (managed)
        using (torch)
        {
            var batch = Texts.Batch(settings);
            var (ours, theirs) = (managed.ComputeGradient(batch), torch.ComputeGradient(batch));
            Assert.Equal(ours.Loss, theirs.Loss, 1e-5);
            Assert.Equal(1, theirs.GradientNorm / ours.GradientNorm, 1e-4);
            var layout = new TransformerLayout(new TransformerOptions { Layers = layers, Heads = heads, Width = width, Context = context, TieWeights = tied, Bias = bias }, Texts.Letters.Size);
            foreach (var (name, parameter) in torch.Network.Weights)
            {
                var place = layout.Parameters.Single(p => p.Name == name);
                var gradient = new float[place.Length];
                TensorFile.CopyTo(parameter.grad!, gradient);
                Same.Within(1e-4, gradient, managed.Gradient.Span.Slice(place.Offset, place.Length), name);
            }
        }
    }

    [TorchTheory]
    [InlineData(16, OptimizerKind.Adamw)]
    [InlineData(16, OptimizerKind.Muon)]
    [InlineData(36, OptimizerKind.Muon)] // no multiple of sixteen
    public void Ten_steps_of_both_engines_end_at_the_same_weights(int width, OptimizerKind optimizer)
    {
        var (managed, torch, settings) = Learners(2, 2, width, 12, true, true,
            new TrainingOptions { Optimizer = optimizer, Clip = 0.5, WeightDecay = 0.1, LearningRate = 1e-3 });
        using (managed)
        using (torch)
        {
            var source = new BatchSource(Texts.Words(20, 60), settings, Texts.Key);
            var batch = source.CreateBatch();
            for (var step = 0; step < 10; step++)
            {
                source.Fill(batch, step);
                var rate = LearningRateSchedule.Of(settings, 10).At(step);
                Assert.Equal(managed.Step(batch, rate).Loss, torch.Step(batch, rate).Loss, 1e-4);
            }
            var text = Texts.Words(1, 40).Documents[0].Symbols.Span;
            Same.Within(1e-4, Kinds.Predict(torch.ToModel(), text), Kinds.Predict(managed.ToModel(), text));
        }
    }
}
