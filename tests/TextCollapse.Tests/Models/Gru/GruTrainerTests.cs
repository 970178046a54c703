using TextCollapse.Corpora;
using TextCollapse.Experiments.Mitigations.Losses;
using TextCollapse.Models;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Training;
using TextCollapse.Randomness;
using TextCollapse.Tests.Models.Training;

namespace TextCollapse.Tests.Models.Gru;

public sealed class GruTrainerTests : IDisposable
{
    private static readonly Corpus Text = BatchSourceTests.Texts([.. Enumerable.Range(0, 40).Select(i => $"{i} green bottles hanging on the wall, and if {i % 7} should fall;")]);
    private static readonly RandomKey Key = new(11, "train", 0);
    private static readonly GruOptions Small = new() { Hidden = 20, Embedding = 8 };
    private static readonly TrainingOptions Short = new() { Steps = 30, Batch = 36, Sequence = 12, Optimizer = OptimizerKind.Adamw };
    private static readonly TrainingOptions ShortMuon = Short with { Optimizer = OptimizerKind.Muon, WeightDecay = 0.1 };
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    public static TheoryData<TrainingOptions> Variants => new()
    {
        Short,
        Short with { CarryState = true, Dropout = 0.2, Batch = 12 },
        Short with { EvaluateEvery = 4, Patience = 3, LearningRate = 0.02 },
        Short with { Loss = new Unlikelihood(0.5, 4), Clip = 0.1 },
        ShortMuon,
        ShortMuon with { CarryState = true, Dropout = 0.2, Batch = 12 },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void Threads_change_no_bit(TrainingOptions settings)
    {
        var one = Bytes(Train(settings, threads: 1));
        Assert.Equal(one, Bytes(Train(settings, threads: 2)));
        Assert.Equal(one, Bytes(Train(settings, threads: 8)));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void A_training_interrupted_after_every_step_goes_on_to_the_same_bytes(TrainingOptions settings)
    {
        settings = settings with { Steps = 20 };
        var undisturbed = Bytes(Train(settings));
        var path = Path.Combine(_folder, "state");
        var interruptions = 0;
        TrainingResult? result = null;
        while (result is null)
            try
            {
                result = Train(settings, path, new Interruption());
            }
            catch (OperationCanceledException)
            {
                interruptions++;
                Assert.True(File.Exists(path));
            }
        Assert.True(interruptions > 10, $"{interruptions} interruptions");
        Assert.Empty(Directory.GetFiles(_folder));
        Assert.Equal(undisturbed, Bytes(result));
    }

    [Fact]
    public void It_learns()
    {
        var before = Loss(Train(Short with { Steps = 1 }).Model);
        var result = Train(new TrainingOptions { Steps = 300, Batch = 16, Sequence = 40, LearningRate = 5e-3 });
        Assert.True(before > 3, $"{before}");
        Assert.True(Loss(result.Model) < 0.7, $"{Loss(result.Model)}");
        Assert.Equal(300, result.Steps);
        Assert.Equal(300 * 16 * 40, result.CharactersRead);
        Assert.InRange(result.TrainingLoss, 0.1, 1);
    }

    [Fact]
    public void A_training_that_starts_from_a_model_starts_where_that_ended()
    {
        var first = Train(new TrainingOptions { Steps = 200, Batch = 16, Sequence = 40, LearningRate = 5e-3 }).Model;
        var task = Task() with { Start = first };
        var continued = new GruTrainer(Small, new TrainingOptions { Steps = 1, LearningRate = 1e-6, Sequence = 40 }).Train(task);
        Assert.Equal(Loss(first), Loss(continued.Model), 0.001);
        var error = Assert.Throws<InputException>(() => new GruTrainer(new GruOptions { Hidden = 21 }, Short).Train(task));
        Assert.Contains("GRU, 1 layer of 20", error.Message);
    }

    [Fact]
    public void A_learning_rate_that_diverges_is_named_and_the_last_good_state_kept()
    {
        var path = Path.Combine(_folder, "state");
        var settings = Short with { Steps = 2000, LearningRate = 1e6, Warmup = 60, Clip = 0 };
        Assert.Throws<OperationCanceledException>(() => Train(settings, path, new Interruption()));
        var error = Assert.Throws<WorkFailedException>(() => Train(settings, path));
        Assert.Contains("diverged at step", error.Message);
        Assert.Contains("training.learning_rate", error.Message);
        Assert.Contains(path, error.Message);
        Assert.True(File.Exists(path));
    }

    [Theory]
    [InlineData(1e6, 0.05)]
    [InlineData(1e-2, 1e6)]
    public void A_rate_of_Muon_that_diverges_is_named_and_the_last_good_state_kept(double learningRate, double matrixLearningRate)
    {
        var path = Path.Combine(_folder, "state");
        var settings = ShortMuon with { Steps = 2000, LearningRate = learningRate, MatrixLearningRate = matrixLearningRate, Warmup = 60, Clip = 0 };
        Assert.Throws<OperationCanceledException>(() => Train(settings, path, new Interruption()));
        var error = Assert.Throws<WorkFailedException>(() => Train(settings, path));
        Assert.Contains("training.learning_rate", error.Message);
        Assert.Contains("training.matrix_learning_rate", error.Message);
        Assert.Contains(path, error.Message);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void A_checkpoint_of_the_other_optimizer_is_refused_by_name()
    {
        var path = Path.Combine(_folder, "state");
        Assert.Throws<OperationCanceledException>(() => Train(Short, path, new Interruption()));
        var error = Assert.Throws<InputException>(() => Train(Short with { Optimizer = OptimizerKind.Muon }, path));
        Assert.Contains("its optimizer differs ('adamw', here 'muon')", error.Message);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void Early_stopping_keeps_the_best_model()
    {
        var other = new Corpus(Text.Alphabet, [new Document(Text.Documents[0].Symbols.ToArray().Reverse().ToArray(), Provenance.Real("backwards"))]);
        var settings = new TrainingOptions { Steps = 400, Batch = 16, Sequence = 30, LearningRate = 5e-3, EvaluateEvery = 5, Patience = 3 };
        var stopped = new GruTrainer(Small, settings).Train(Task() with { Validation = other });
        Assert.True(stopped.Steps < 400);
        var late = Train(settings with { Patience = 0 });
        Assert.True(Loss(stopped.Model, other) < Loss(late.Model, other));
    }

    [Fact]
    public void A_checkpoint_of_another_training_is_refused_by_what_differs()
    {
        var path = Path.Combine(_folder, "state");
        Assert.Throws<OperationCanceledException>(() => Train(Short, path, new Interruption()));
        Assert.Contains("its training differs", Assert.Throws<InputException>(() => Train(Short with { LearningRate = 1e-3 }, path)).Message);
        var trainer = new GruTrainer(Small with { Hidden = 21 }, Short);
        Assert.Contains("its model differs", Assert.Throws<InputException>(() => trainer.Train(Task() with { CheckpointPath = path })).Message);
        var otherText = Task() with { CheckpointPath = path, Corpus = new Corpus(Text.Alphabet, [.. Text.Documents.Skip(1)]) };
        Assert.Contains("its corpus differs", Assert.Throws<InputException>(() => new GruTrainer(Small, Short).Train(otherText)).Message);
        var later = SafeTensors.Read(path);
        later.Metadata["format"] = "textcollapse/2";
        later.Write(path);
        Assert.Contains("Delete it to start this training", Assert.Throws<InputException>(() => Train(Short, path)).Message);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void A_damaged_checkpoint_or_model_is_refused_wherever_a_byte_was_flipped()
    {
        var path = Path.Combine(_folder, "model");
        Train(Short with { Steps = 2 }).Model.Save(path);
        var bytes = File.ReadAllBytes(path);
        for (var i = 0; i < bytes.Length; i += 97)
        {
            var damaged = bytes.ToArray();
            damaged[i] ^= 1;
            File.WriteAllBytes(path, damaged);
            Assert.Contains(path, Assert.Throws<InputException>(() => ModelFile.Load(path)).Message);
        }
        File.WriteAllBytes(path, bytes[..^10]);
        Assert.Throws<InputException>(() => ModelFile.Load(path));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Tiny_networks_train(int hidden)
        => Assert.True(double.IsFinite(Loss(new GruTrainer(new GruOptions { Hidden = hidden, Layers = 2, Embedding = 1 }, Short).Train(Task()).Model)));

    [Fact]
    public void A_network_that_does_not_fit_into_memory_is_refused_with_what_it_would_take()
    {
        var settings = new TrainingOptions { Batch = 256, Sequence = 12 };
        var error = Assert.Throws<InputException>(() => new GruTrainer(new GruOptions { Hidden = 8192, Layers = 3 }, settings).Train(Task()));
        Assert.Equal("model.hidden", error.Problems.Single().Place);
        Assert.Contains("GiB", error.Message);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        foreach (var settings in (TrainingOptions[])[Short, ShortMuon, Short with { Loss = new LabelSmoothing(), Dropout = 0.1 }])
        {
            var source = new BatchSource(Text, settings, Key);
            var batch = source.CreateBatch();
            using var learner = new NetworkLearner(new GruNetwork(Text.Alphabet, Small with { Layers = 2 }), settings, Key, null, 1);
            var step = 0;
            void Step()
            {
                source.Fill(batch, step++);
                learner.Step(batch, 1e-3);
            }
            Step();
            Assert.Equal(0, Allocation.Of(Step));
        }
    }

    private static TrainingTask Task() => new() { Corpus = Text, Validation = Text, Random = Key, Threads = 2 };

    private static TrainingResult Train(TrainingOptions settings, string? path = null, Interruption? interruption = null, int threads = 2)
        => new GruTrainer(Small, settings).Train(Task() with { CheckpointPath = path, Progress = interruption, Threads = threads }, interruption?.Token ?? default);

    private byte[] Bytes(TrainingResult result)
    {
        var path = Path.Combine(_folder, "bytes");
        result.Model.Save(path);
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    private static double Loss(ILanguageModel model, Corpus? text = null)
        => model.Score((text ?? Text).Documents, 2).Sum(document => document.Sum()) / (text ?? Text).Characters;

    // Cancels after the first step of a call, which is always reported.
    private sealed class Interruption : IProgress<TrainingProgress>
    {
        private readonly CancellationTokenSource _source = new();

        public CancellationToken Token => _source.Token;

        public void Report(TrainingProgress value) => _source.Cancel();
    }
}
