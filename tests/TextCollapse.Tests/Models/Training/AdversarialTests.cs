using System.Numerics.Tensors;
using TextCollapse.Corpora;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Training;
using TextCollapse.Models.Transformer;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Models.Training;

public class AdversarialTests
{
    private static readonly Corpus Text = BatchSourceTests.Texts("the quick brown fox", "jumps over the lazy dog", "and then it sleeps until the morning comes again and again");
    private static readonly RandomKey Key = new(5, "adversarial", 0);
    private static readonly TrainingOptions Plain = new() { Batch = 4, Sequence = 8, Clip = 0 };

    public static TheoryData<string> Kinds => ["gru", "transformer"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_gradient_is_the_mean_of_that_at_the_text_and_that_at_the_moved_embedding(string kind)
    {
        const double Epsilon = 0.1;
        var batch = Fill(Plain);
        using var plain = Learner(kind, Plain);
        var (first, direction) = (plain.ComputeGradient(batch).Loss, plain.Gradient.Span.ToArray());
        var place = Network(kind).Embedding;
        var embedding = plain.Weights.Slice(place.Offset, place.Length);
        ReadOnlySpan<float> g = direction.AsSpan(place.Offset, place.Length);
        var move = Epsilon * TensorPrimitives.Norm<float>(embedding) / TensorPrimitives.Norm(g);
        for (var i = 0; i < embedding.Length; i++)
            embedding[i] += (float)(move * g[i]);
        var second = plain.ComputeGradient(batch).Loss;

        using var adversarial = Learner(kind, Plain with { Adversarial = Epsilon });
        var before = adversarial.Weights.Span.ToArray();
        var result = adversarial.ComputeGradient(batch);
        Assert.Equal(before, adversarial.Weights.Span.ToArray());
        Assert.Equal((first + second) / 2, result.Loss, 1e-6);
        var length = Network(kind).Layout.Length;
        for (var i = 0; i < length; i++)
            Assert.Equal((direction[i] + plain.Gradient.Span[i]) / 2, adversarial.Gradient.Span[i], 1e-5);
        Assert.Equal(Math.Sqrt(TensorPrimitives.SumOfSquares(adversarial.Gradient.Slice(0, length))), result.GradientNorm, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_small_move_raises_the_loss_by_its_length_times_that_of_the_inputs_gradient(string kind)
    {
        const double Epsilon = 1e-3;
        var batch = Fill(Plain);
        using var plain = Learner(kind, Plain);
        var loss = plain.ComputeGradient(batch).Loss;
        var place = Network(kind).Embedding;
        var expected = Epsilon * TensorPrimitives.Norm<float>(plain.Weights.Slice(place.Offset, place.Length)) * TensorPrimitives.Norm<float>(plain.Gradient.Slice(place.Offset, place.Length));
        using var adversarial = Learner(kind, Plain with { Adversarial = Epsilon });
        Assert.Equal(1, 2 * (adversarial.ComputeGradient(batch).Loss - loss) / expected, 0.05);
    }

    [Fact]
    public void Carried_state_goes_on_from_the_text_as_it_is()
    {
        var carry = Plain with { CarryState = true };
        using var plain = Learner("gru", carry);
        using var adversarial = Learner("gru", carry with { Adversarial = 1e-9 });
        for (var step = 0; step < 3; step++)
        {
            var batch = Fill(carry, step);
            Assert.Equal(plain.ComputeGradient(batch).Loss, adversarial.ComputeGradient(batch).Loss, 1e-6);
        }
    }

    [Fact]
    public void A_model_trained_so_holds_up_better_where_its_embedding_is_moved()
    {
        var settings = Plain with { Steps = 150, Batch = 8, Sequence = 12, LearningRate = 1e-2, Clip = 1 };
        var (plain, adversarial) = (Moved(settings), Moved(settings with { Adversarial = 0.3 }));
        Assert.True(adversarial < plain - 0.02, $"{adversarial} nats where it was trained for that, {plain} where not");

        static double Moved(TrainingOptions settings)
        {
            var model = new GruTrainer(new() { Hidden = 24, Embedding = 8 }, settings).Train(new() { Corpus = Text, Validation = Text.Take(0), Random = Key }).Model;
            using var learner = new NetworkLearner(new GruNetwork(Text.Alphabet, new() { Hidden = 24, Embedding = 8 }), settings with { Adversarial = 0.3 }, Key, model, 1);
            using var still = new NetworkLearner(new GruNetwork(Text.Alphabet, new() { Hidden = 24, Embedding = 8 }), settings with { Adversarial = 0 }, Key, model, 1);
            var batch = Fill(settings);
            return 2 * learner.ComputeGradient(batch).Loss - still.ComputeGradient(batch).Loss;
        }
    }

    private static INetwork Network(string kind) => kind == "gru"
        ? new GruNetwork(Text.Alphabet, new() { Layers = 2, Hidden = 19, Embedding = 6 })
        : new TransformerNetwork(new() { Layers = 2, Heads = 2, Width = 16, Context = 8 }, Text.Alphabet);

    private static NetworkLearner Learner(string kind, TrainingOptions settings) => new(Network(kind), settings, Key, null, 2);

    private static Batch Fill(TrainingOptions settings, int step = 0)
    {
        var source = new BatchSource(Text, settings, Key);
        var batch = source.CreateBatch();
        source.Fill(batch, step);
        return batch;
    }
}
