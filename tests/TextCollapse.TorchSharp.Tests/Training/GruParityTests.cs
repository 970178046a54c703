using TextCollapse.Models.Gru;
using TextCollapse.Models.Training;
using TextCollapse.Torch.Models;
using TextCollapse.Torch.Tests.Support;
using TextCollapse.Torch.Training;

namespace TextCollapse.Torch.Tests.Training;

/// <summary>The two engines have the same weights; do they compute the same?</summary>
public class GruParityTests
{
    public static TheoryData<int, int, int, bool> Sizes => new()
    {
        { 1, 128, 64, false },
        { 1, 7, 3, true },
        { 2, 33, 16, true },
        { 3, 20, 40, false },
    };

    private static (NetworkLearner Managed, TorchLearner Torch, TrainingOptions Settings) Learners(int layers, int hidden, int embedding, TrainingOptions training)
    {
        var settings = training with { Batch = 6, Sequence = 30 };
        var managed = new NetworkLearner(new GruNetwork(Texts.Letters, new GruOptions { Layers = layers, Hidden = hidden, Embedding = embedding }), settings, Texts.Key, null, 1);
        return (managed, new TorchLearner(TorchWeights.Of(managed.ToModel()), settings, "cpu", Texts.Key, 1), settings);
    }

    [TorchTheory, MemberData(nameof(Sizes))]
    public void Logits_agree(int layers, int hidden, int embedding, bool carry)
    {
        var (managed, torch, _) = Learners(layers, hidden, embedding, new TrainingOptions { CarryState = carry });
        using (managed)
        using (torch)
        {
            var text = Texts.Words(1, 700).Documents[0].Symbols.Span;
            Same.Within(1e-5, Kinds.Predict(torch.ToModel(), text), Kinds.Predict(managed.ToModel(), text), "Log-probabilities");
        }
    }

    [TorchTheory, MemberData(nameof(Sizes))]
    public void Gradients_agree_parameter_by_parameter(int layers, int hidden, int embedding, bool carry) => AssertGradients(layers, hidden, embedding, carry, 0);

    [TorchTheory, MemberData(nameof(Sizes))]
    public void Adversarial_gradients_agree_parameter_by_parameter(int layers, int hidden, int embedding, bool carry) => AssertGradients(layers, hidden, embedding, carry, 0.2);

    private static void AssertGradients(int layers, int hidden, int embedding, bool carry, double adversarial)
    {
        var (managed, torch, settings) = Learners(layers, hidden, embedding, new TrainingOptions { Clip = 0, CarryState = carry, Adversarial = adversarial });
        using (managed)
        using (torch)
        {
            var source = new BatchSource(Texts.Words(40, 60), settings, Texts.Key);
            var batch = source.CreateBatch();
            // The second window begins from the state that the first one left.
            for (var step = 0; step < 2; step++)
            {
                source.Fill(batch, step);
                Assert.Equal(!carry || step == 0, batch.StartsFresh);
                var (ours, theirs) = (managed.ComputeGradient(batch), torch.ComputeGradient(batch));
                Assert.Equal(ours.Loss, theirs.Loss, 1e-5);
                Assert.Equal(1, theirs.GradientNorm / ours.GradientNorm, 1e-4);
                var shape = new GruShape(Texts.Letters.Size, new GruOptions { Layers = layers, Hidden = hidden, Embedding = embedding });
                var tensors = GruWeights.Tensors(shape).ToDictionary(tensor => tensor.Name);
                Assert.Equal(tensors.Keys.Order(), torch.Network.Weights.Select(entry => entry.Name).Order());
                foreach (var (name, parameter) in torch.Network.Weights)
                {
                    var gradient = new float[parameter.numel()];
                    TensorFile.CopyTo(parameter.grad!, gradient);
                    Same.Within(1e-4, gradient, tensors[name].Take(managed.Gradient), name);
                }
            }
        }
    }

    [TorchTheory, MemberData(nameof(Sizes))]
    public void Ten_steps_of_both_engines_end_at_the_same_weights(int layers, int hidden, int embedding, bool carry) =>
        AssertTenSteps(layers, hidden, embedding, carry, OptimizerKind.Adamw);

    [TorchTheory, MemberData(nameof(Sizes))]
    public void Ten_steps_of_Muon_end_at_the_same_weights(int layers, int hidden, int embedding, bool carry) =>
        AssertTenSteps(layers, hidden, embedding, carry, OptimizerKind.Muon);

    private static void AssertTenSteps(int layers, int hidden, int embedding, bool carry, OptimizerKind optimizer)
    {
        var (managed, torch, settings) = Learners(layers, hidden, embedding,
            new TrainingOptions { Optimizer = optimizer, Clip = 0.5, WeightDecay = 0.1, LearningRate = 1e-3, CarryState = carry });
        using (managed)
        using (torch)
        {
            var source = new BatchSource(Texts.Words(40, 60), settings, Texts.Key);
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
