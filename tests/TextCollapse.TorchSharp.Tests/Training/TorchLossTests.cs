using TextCollapse.Experiments.Mitigations.Losses;
using TextCollapse.Models.Training;
using TextCollapse.Models.Training.Losses;
using TextCollapse.Torch.Tests.Support;
using TextCollapse.Torch.Training;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Tests.Training;

public class TorchLossTests
{
    /// <summary>A loss that the torch engine has never heard of.</summary>
    private sealed record Unknown : ILoss
    {
        public string Name => "unknown";

        public double Evaluate<T>(ReadOnlySpan<T> logProbabilities, Span<T> gradient, int target, ReadOnlySpan<ushort> context) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> =>
            new LabelSmoothing(0.3).Evaluate(logProbabilities, gradient, target, context);
    }

    public static TheoryData<string> Names => [.. Losses.Keys];

    private static readonly Dictionary<string, ILoss> Losses = new ILoss[]
    {
        new CrossEntropy(), new LabelSmoothing(0.1), new ConfidencePenalty(0.2), new FocalLoss(2), new FocalLoss(0.5), new FocalLoss(0), new TruncatedCrossEntropy(0.15),
        new Unlikelihood(1, 1), new Unlikelihood(0.5, 3), new Unknown(),
    }.ToDictionary(loss => loss.Name);

    [TorchTheory, MemberData(nameof(Names))]
    public void Every_loss_has_the_value_and_the_gradient_of_its_own_code(string name)
    {
        var loss = Losses[name];
        var batch = Texts.Batch(new TrainingOptions { Batch = 5, Sequence = 19 });
        var vocabulary = Texts.Letters.Size;
        Assert.Contains(Batch.Ignored, batch.Targets);
        var random = Texts.Key.Stream("logits");
        var logits = Enumerable.Range(0, 5 * 19 * vocabulary).Select(_ => (float)(2 * random.NextNormal())).ToArray();

        using var scope = NewDisposeScope();
        var x = tensor(logits, [5, 19, vocabulary], requires_grad: true);
        var value = TorchLoss.Mean(loss, x, batch);
        value.backward();

        double expected = 0;
        var scratch = new float[vocabulary];
        for (var place = 0; place < batch.Targets.Length; place++)
            expected += LossRow.Evaluate(loss, logits.AsSpan(place * vocabulary, vocabulary), scratch, batch.Targets[place], batch.InputsOf(place / 19)[..(place % 19 + 1)], 1f / batch.Predicted);
        Assert.Equal(expected / batch.Predicted, value.Value(), 1e-5);
        var gradient = new float[logits.Length];
        TensorFile.CopyTo(x.grad!, gradient);
        Same.Within(2e-6, gradient, logits, name);
    }
}
