using TextCollapse.Experiments.Mitigations.Losses;
using TextCollapse.Models.Training.Losses;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Models.Training;

public class LossTests
{
    private const int Size = 9;
    private static readonly ushort[] Context = [9, 1, 2, 3, 1, 2, 5, 0, 1, 2];

    public static TheoryData<ILoss> Losses => new()
    {
        new CrossEntropy(), new LabelSmoothing(0.15), new ConfidencePenalty(0.3), new FocalLoss(2), new FocalLoss(0), new FocalLoss(0.5),
        new TruncatedCrossEntropy(0.99), new Unlikelihood(0.7, 3), new Unlikelihood(0.5, 1),
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_gradient_is_the_derivative_of_the_loss(ILoss loss)
    {
        var random = new RandomKey(1, "loss", 0).Stream("logits");
        for (var trial = 0; trial < 20; trial++)
        {
            var logits = Draw(ref random);
            var target = random.NextInt(Size);
            var gradient = Gradient(loss, logits, target);
            for (var i = 0; i < Size; i++)
            {
                const double Step = 1e-4;
                // Fourth-order central difference.
                double At(double offset) => Value(loss, logits, target, i, offset);
                var expected = (8 * (At(Step) - At(-Step)) - (At(2 * Step) - At(-2 * Step))) / (12 * Step);
                Assert.True(Math.Abs(expected - gradient[i]) < 1e-8 + 1e-6 * Math.Abs(expected), $"{loss.Name} logit {i}: {gradient[i]} but {expected} numerically");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Single_precision_agrees_with_double(ILoss loss)
    {
        var random = new RandomKey(2, "loss", 0).Stream("logits");
        var logits = Draw(ref random);
        var expected = Gradient(loss, logits, 4);
        var singles = logits.Select(x => (float)x).ToArray();
        var value = LossRow.Evaluate(loss, singles, new float[Size], 4, Context, 1f);
        Assert.Equal(Value(loss, logits, 4, 0, 0), value, 5);
        for (var i = 0; i < Size; i++)
            Assert.Equal(expected[i], singles[i], 2e-6);
    }

    [Fact]
    public void An_ignored_target_costs_nothing_and_teaches_nothing()
    {
        float[] logits = [1, 2, 3];
        Assert.Equal(0, LossRow.Evaluate(new CrossEntropy(), logits, new float[3], -1, default, 1f));
        Assert.All(logits, x => Assert.Equal(0, x));
    }

    [Fact]
    public void Truncated_cross_entropy_ignores_what_the_model_is_sure_of()
    {
        double[] logits = [9, 0, 0];
        Assert.Equal(0, LossRow.Evaluate(new TruncatedCrossEntropy(0.9), logits, new double[3], 0, default, 1.0));
        Assert.All(logits, x => Assert.Equal(0, x));
    }

    [Fact]
    public void Label_smoothing_of_a_certain_model_costs_more_than_cross_entropy()
    {
        Assert.True(Value(new LabelSmoothing(0.1), [20, 0, 0], 0, 0, 0) > Value(new CrossEntropy(), [20, 0, 0], 0, 0, 0) + 1);
    }

    [Fact]
    public void Unlikelihood_pushes_down_exactly_the_characters_that_repeat_an_n_gram()
    {
        // The context ends in "1 2", which was followed by 3 and by 5 before.
        var plain = Gradient(new CrossEntropy(), new double[Size], 7);
        var pushed = Gradient(new Unlikelihood(1, 3), new double[Size], 7);
        for (var i = 0; i < Size; i++)
            Assert.Equal(i is 3 or 5, pushed[i] > plain[i] + 1e-9);
    }

    private static double[] Draw(ref RandomStream random)
    {
        var logits = new double[Size];
        foreach (ref var logit in logits.AsSpan())
            logit = 2 * random.NextNormal();
        return logits;
    }

    private static double[] Gradient(ILoss loss, double[] logits, int target)
    {
        var row = logits.ToArray();
        LossRow.Evaluate(loss, row, new double[row.Length], target, Context, 1.0);
        return row;
    }

    private static double Value(ILoss loss, double[] logits, int target, int moved, double offset)
    {
        var row = logits.ToArray();
        row[moved] += offset;
        return LossRow.Evaluate(loss, row, new double[row.Length], target, Context, 1.0);
    }
}
