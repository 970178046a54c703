using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Training;
using TextCollapse.Torch.Tests.Support;

namespace TextCollapse.Torch.Tests.Training;

public class TorchTrainerTests
{
    private static readonly TrainingOptions Settings = new() { Steps = 60, Batch = 8, Sequence = 24, LearningRate = 5e-3, Optimizer = OptimizerKind.Adamw };

    public static TheoryData<string> Kinds => Support.Kinds.All;

    [TorchTheory, MemberData(nameof(Kinds))]
    public void Training_learns_what_the_managed_engine_learns(string kind)
    {
        var trained = Support.Kinds.Torch(kind, Settings).Train(Support.Kinds.Task());
        var managed = Support.Kinds.Managed(kind, Settings).Train(Support.Kinds.Task());
        var (ours, theirs) = (Support.Kinds.Loss(trained.Model), Support.Kinds.Loss(managed.Model));
        Assert.InRange(ours, 0.1, 1.6); // ln 11 = 2.4 without learning
        Assert.Equal(theirs, ours, 0.02);
        Assert.Equal(managed.CharactersRead, trained.CharactersRead);
        Assert.Equal(("torch", kind), (trained.Model.Card.Engine, trained.Model.Card.Kind));
        Assert.Equal(managed.Model.Card.Parameters, trained.Model.Card.Parameters);
    }

    [TorchTheory, MemberData(nameof(Kinds))]
    public void An_interrupted_training_goes_on_to_the_same_bytes(string kind) => AssertResumes(kind, OptimizerKind.Adamw);

    [TorchTheory, MemberData(nameof(Kinds))]
    public void An_interrupted_training_with_Muon_goes_on_to_the_same_bytes(string kind) => AssertResumes(kind, OptimizerKind.Muon);

    private static void AssertResumes(string kind, OptimizerKind optimizer)
    {
        using var folder = new Temporary();
        // Progress is reported a few times a second: long enough that a report falls into the middle on any machine.
        var steps = (kind, optimizer) switch { ("gru", OptimizerKind.Muon) => 400, ("gru", _) => 1000, _ => 200 };
        var settings = Settings with { Optimizer = optimizer, Steps = steps, Dropout = 0.2, CarryState = kind == "gru", EvaluateEvery = 50, Patience = 50 };
        var whole = Support.Kinds.Torch(kind, settings).Train(Support.Kinds.Task());

        using var interruption = new CancellationTokenSource();
        var path = folder["checkpoint"];
        var stop = new StopAt(25, interruption);
        Assert.ThrowsAny<OperationCanceledException>(() => Support.Kinds.Torch(kind, settings).Train(Support.Kinds.Task(checkpoint: path, progress: stop), interruption.Token));
        Assert.True(File.Exists(path));
        var resumed = Support.Kinds.Torch(kind, settings).Train(Support.Kinds.Task(checkpoint: path));

        whole.Model.Save(folder["whole"]);
        resumed.Model.Save(folder["resumed"]);
        Assert.Equal(File.ReadAllBytes(folder["whole"]), File.ReadAllBytes(folder["resumed"]));
        Assert.False(File.Exists(path));
    }

    [TorchTheory, MemberData(nameof(Kinds))]
    public void The_number_of_threads_changes_no_byte(string kind) => AssertThreads(kind, OptimizerKind.Adamw);

    [TorchTheory, MemberData(nameof(Kinds))]
    public void The_number_of_threads_changes_no_byte_of_Muon(string kind) => AssertThreads(kind, OptimizerKind.Muon);

    private static void AssertThreads(string kind, OptimizerKind optimizer)
    {
        using var folder = new Temporary();
        // 40 rows are a shard of 32 and one of 8.
        var settings = Settings with { Optimizer = optimizer, Steps = 12, Batch = 40, Dropout = 0.2, Adversarial = 0.1, CarryState = kind == "gru" };
        foreach (var threads in new[] { 1, 2, 5 })
            Support.Kinds.Torch(kind, settings).Train(Support.Kinds.Task() with { Threads = threads }).Model.Save(folder[$"{threads}"]);
        Assert.Equal(File.ReadAllBytes(folder["1"]), File.ReadAllBytes(folder["2"]));
        Assert.Equal(File.ReadAllBytes(folder["1"]), File.ReadAllBytes(folder["5"]));
    }

    [TorchTheory, MemberData(nameof(Kinds))]
    public void A_batch_in_shards_learns_what_the_managed_engine_learns(string kind)
    {
        var settings = Settings with { Steps = 20, Batch = 40, CarryState = kind == "gru" };
        var (torch, managed) = (Support.Kinds.Torch(kind, settings).Train(Support.Kinds.Task()), Support.Kinds.Managed(kind, settings).Train(Support.Kinds.Task()));
        Assert.Equal(managed.TrainingLoss, torch.TrainingLoss, 1e-3);
        var text = Texts.Words(1, 40).Documents[0].Symbols.Span;
        Same.Within(1e-3, Support.Kinds.Predict(torch.Model, text), Support.Kinds.Predict(managed.Model, text));
    }

    [TorchTheory, MemberData(nameof(Kinds))]
    public void A_checkpoint_of_the_managed_engine_is_refused(string kind)
    {
        using var folder = new Temporary();
        using var interruption = new CancellationTokenSource();
        var path = folder["checkpoint"];
        Assert.ThrowsAny<OperationCanceledException>(() => Support.Kinds.Managed(kind, Settings).Train(Support.Kinds.Task(checkpoint: path, progress: new StopAt(1, interruption)), interruption.Token));
        var refusal = Assert.Throws<InputException>(() => Support.Kinds.Torch(kind, Settings).Train(Support.Kinds.Task(checkpoint: path)));
        Assert.Contains("belongs to another training: its model differs", refusal.Message);
    }

    [TorchTheory, MemberData(nameof(Kinds))]
    public void Training_goes_on_from_a_model_of_either_engine(string kind)
    {
        var short_ = Settings with { Steps = 20, Warmup = 0 };
        var torch = Support.Kinds.Torch(kind, short_).Train(Support.Kinds.Task()).Model;
        var managed = Support.Kinds.Managed(kind, short_).Train(Support.Kinds.Task()).Model;
        var fromTorch = Support.Kinds.Torch(kind, short_).Train(Support.Kinds.Task(start: torch)).Model;
        var fromManaged = Support.Kinds.Torch(kind, short_).Train(Support.Kinds.Task(start: managed)).Model;
        Assert.Equal(Support.Kinds.Loss(fromTorch), Support.Kinds.Loss(fromManaged), 0.02);
        Assert.True(Support.Kinds.Loss(fromTorch) < Support.Kinds.Loss(torch));
    }

    [TorchFact]
    public void A_start_of_another_alphabet_is_refused_before_libtorch_sees_it()
    {
        var kind = "transformer";
        var start = Support.Kinds.Managed(kind, Settings with { Steps = 1 }).Train(Support.Kinds.Task()).Model;
        var letters = Alphabet.Parse("xyz");
        var corpus = new Corpus(letters, [new Document(letters.Encode(string.Concat(Enumerable.Repeat("xyzzy", 50)), out _), Provenance.Real("x"))]);
        var refusal = Assert.Throws<InputException>(() => Support.Kinds.Torch(kind, Settings).Train(Support.Kinds.Task(start) with { Corpus = corpus, Validation = corpus }));
        Assert.Equal("training.start", refusal.Problems[0].Place);
        Assert.Contains("3 characters", refusal.Message);
    }

    [TorchFact]
    public void A_checkpoint_of_the_other_optimizer_is_refused_by_name()
    {
        using var folder = new Temporary();
        using var interruption = new CancellationTokenSource();
        var (path, muon) = (folder["checkpoint"], Settings with { Optimizer = OptimizerKind.Muon });
        Assert.ThrowsAny<OperationCanceledException>(() => Support.Kinds.Torch("gru", Settings).Train(Support.Kinds.Task(checkpoint: path, progress: new StopAt(1, interruption)), interruption.Token));
        var refusal = Assert.Throws<InputException>(() => Support.Kinds.Torch("gru", muon).Train(Support.Kinds.Task(checkpoint: path)));
        Assert.Contains("its optimizer differs ('adamw', here 'muon')", refusal.Message);
    }

    [TorchTheory, MemberData(nameof(Kinds))]
    public void A_learning_rate_that_diverges_is_named(string kind)
    {
        var failure = Assert.Throws<WorkFailedException>(() => Support.Kinds.Torch(kind, Settings with { LearningRate = 1e4, Clip = 0, Warmup = 0, Steps = 500 }).Train(Support.Kinds.Task()));
        Assert.Contains("training.learning_rate", failure.Message);
    }

    [TorchFact]
    public void A_device_that_is_not_there_is_named_with_those_that_are()
    {
        var refusal = Assert.Throws<InputException>(() => Support.Kinds.Torch("transformer", Settings, "cuda:9"));
        Assert.Equal("model.device", refusal.Problems[0].Place);
        Assert.Contains("supports cpu", refusal.Message);
    }

    [TorchTheory, MemberData(nameof(Kinds))]
    [Trait("Category", "Long")]
    public void Memory_stays_flat_over_1500_steps(string kind)
    {
        var rss = new Dictionary<int, long>();
        var tensors = new Dictionary<int, long>();
        var watch = new Watch(progress =>
        {
            rss.TryAdd(progress.Step / 250, Environment.WorkingSet);
            tensors.TryAdd(progress.Step / 250, TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        });
        Support.Kinds.Torch(kind, Settings with { Steps = 1500, Batch = 4 }).Train(Support.Kinds.Task(progress: watch));
        var grown = (rss[5] - rss[1]) / 1048576.0;
        Assert.True(grown < 12, $"The process grew by {grown:F1} MiB between step 250 and step 1250: {string.Join(", ", rss.Values.Select(bytes => bytes >> 20))} MiB.");
        Assert.Equal(tensors[1], tensors[5]);
    }

    private sealed class Watch(Action<TrainingProgress> act) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => act(value);
    }

    private sealed class StopAt(int step, CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step >= step)
                source.Cancel();
        }
    }
}
