using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Training;
using TextCollapse.Models.Transformer;
using TextCollapse.Randomness;
using TextCollapse.Tests.Models.Training;

namespace TextCollapse.Tests.Models.Transformer;

public class TransformerTrainerTests
{
    private static readonly TransformerOptions Sizes = new() { Layers = 2, Heads = 2, Width = 32, Context = 16 };
    private static readonly TrainingOptions Settings = new() { Steps = 40, Batch = 10, Sequence = 16, LearningRate = 5e-3, Warmup = 5, Optimizer = OptimizerKind.Adamw };
    private static readonly Corpus Text = Corpus("the cat sat on the mat. the dog lay on the log. ");

    [Fact]
    public void Training_learns_a_text_that_repeats_itself()
    {
        var result = Train(Settings with { Steps = 150 });
        Assert.Equal(150, result.Steps);
        var loss = result.Model.Score(Text.Documents, 1).Sum(document => document.Sum()) / Text.Characters;
        Assert.InRange(loss, 0, 0.15);
    }

    [Fact]
    public void The_greedy_text_after_a_little_training_stays_what_it_was()
    {
        using var continuation = Train(Settings with { Steps = 60 }).Model.Begin(1);
        var (logits, text) = (new float[Text.Alphabet.Size], new List<ushort>());
        for (var t = 0; t < 40; t++)
        {
            continuation.Next(logits);
            text.Add((ushort)logits.IndexOf(logits.Max()));
            continuation.Append([text[^1]]);
        }
        Assert.Equal("e mat. the lon the lon the lon the lon t", Text.Alphabet.Decode(text.ToArray()));
    }

    [Theory]
    [InlineData(0, OptimizerKind.Adamw)]
    [InlineData(0.2, OptimizerKind.Adamw)]
    [InlineData(0.2, OptimizerKind.Muon)]
    public void The_number_of_threads_changes_no_bit(double dropout, OptimizerKind optimizer)
    {
        var settings = Settings with { Dropout = dropout, Optimizer = optimizer };
        var expected = Bytes(Train(settings, threads: 1).Model);
        foreach (var threads in (int[])[2, 8])
            Assert.Equal(expected, Bytes(Train(settings, threads).Model));
    }

    [Theory]
    [InlineData(OptimizerKind.Adamw)]
    [InlineData(OptimizerKind.Muon)]
    public void A_resumed_training_ends_with_the_same_bytes(OptimizerKind optimizer)
    {
        var settings = Settings with { Dropout = 0.1, EvaluateEvery = 10, Patience = 3, Optimizer = optimizer };
        using var folder = new Folder();
        var path = folder.File("training.safetensors");
        var expected = Bytes(Train(settings).Model);
        using var cancellation = new CancellationTokenSource();
        // Reports come at intervals; the first one comes at once.
        var task = Task(1) with { CheckpointPath = path, Progress = new Now(_ => cancellation.Cancel()) };
        Assert.Throws<OperationCanceledException>(() => new TransformerTrainer(Sizes, settings).Train(task, cancellation.Token));
        Assert.True(File.Exists(path));
        var resumed = new TransformerTrainer(Sizes, settings).Train(Task(2) with { CheckpointPath = path });
        Assert.Equal(expected, Bytes(resumed.Model));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void A_checkpoint_of_other_sizes_is_refused()
    {
        using var folder = new Folder();
        var path = folder.File("training.safetensors");
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => new TransformerTrainer(Sizes, Settings).Train(Task(1) with { CheckpointPath = path }, cancellation.Token));
        var error = Assert.Throws<InputException>(() => new TransformerTrainer(Sizes with { Layers = 1 }, Settings).Train(Task(1) with { CheckpointPath = path }));
        Assert.Contains("belongs to another training", error.Message);
    }

    [Fact]
    public void Training_can_begin_from_a_trained_model()
    {
        var first = Train(Settings with { Steps = 100 });
        var second = new TransformerTrainer(Sizes, Settings with { Steps = 1, LearningRate = 1e-6 }).Train(Task(1) with { Start = first.Model });
        Assert.InRange(second.TrainingLoss, 0, 0.5);
    }

    [Fact]
    public void A_start_that_does_not_fit_is_refused()
    {
        var other = new TransformerTrainer(Sizes with { Heads = 4 }, Settings with { Steps = 1 }).Train(Task(1)).Model;
        Assert.Contains("other sizes (transformer, 2 layers of 32, 4 heads, context 16; here", Refusal(Task(1) with { Start = other }));
        var foreign = new TransformerTrainer(Sizes, Settings with { Steps = 1 }).Train(Task(1) with { Corpus = Corpus("aliens speak otherwise. ") }).Model;
        Assert.Contains("another alphabet", Refusal(Task(1) with { Start = foreign }));

        static string Refusal(TrainingTask task) => Assert.Throws<InputException>(() => new TransformerTrainer(Sizes, Settings).Train(task)).Message;
    }

    [Theory]
    [InlineData(32, "the transformer is 16 characters")]
    [InlineData(8, "positions from 9 to 16 would never be trained")]
    public void Windows_must_be_as_long_as_the_context(int sequence, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => Train(Settings with { Sequence = sequence })).Message);

    [Fact]
    public void A_context_longer_than_the_text_is_refused()
    {
        var trainer = new TransformerTrainer(Sizes with { Context = 4096 }, Settings with { Sequence = 4096 });
        Assert.Contains("the training text has only", Assert.Throws<InputException>(() => trainer.Train(Task(1))).Message);
    }

    [Fact]
    public void A_learning_rate_that_diverges_is_named()
    {
        var error = Assert.Throws<WorkFailedException>(() => Train(Settings with { LearningRate = 1e4, Clip = 0, Warmup = 0, Steps = 400 }));
        Assert.Contains("training.learning_rate", error.Message);
    }

    [Fact]
    public void A_training_step_allocates_nothing()
    {
        using var learner = new NetworkLearner(new TransformerNetwork(Sizes, Text.Alphabet), Settings with { Dropout = 0.1 }, Task(1).Random, null, threads: 1);
        var source = new BatchSource(Text, Settings, Task(1).Random);
        var batch = source.CreateBatch();
        void Step()
        {
            source.Fill(batch, 0);
            learner.Step(batch, 1e-3);
        }
        Step();
        Assert.Equal(0, Allocation.Of(Step));
    }

    private static TrainingResult Train(TrainingOptions settings, int threads = 1) => new TransformerTrainer(Sizes, settings).Train(Task(threads));

    private static TrainingTask Task(int threads) => new() { Corpus = Text, Validation = Text.Take(100), Random = new RandomKey(11, "transformer", 0), Threads = threads };

    private static Corpus Corpus(string sentence)
    {
        var text = string.Concat(Enumerable.Repeat(sentence, 20));
        var alphabet = Alphabet.Of([text]);
        return new Corpus(alphabet, [new Document(alphabet.Encode(text, out _), Provenance.Real("test"))]);
    }

    private static byte[] Bytes(ILanguageModel model)
    {
        using var folder = new Folder();
        var path = folder.File("model.safetensors");
        model.Save(path);
        return File.ReadAllBytes(path);
    }

    /// <summary>Tells at once, on the training's thread.</summary>
    private sealed class Now(Action<TrainingProgress> tell) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => tell(value);
    }
}
