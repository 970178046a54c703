using System.Collections.Concurrent;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Review;
using TextCollapse.Experiments.Storage;
using TextCollapse.Reporting;

namespace TextCollapse.Tests.Chains;

public sealed class SharedModelTests : IDisposable
{
    private const string Text = """
        corpus: { source: "zipf:12,1.0", train: 3000, held_out: 600, validation: 400, document_length: 100 }
        model: { kind: gru, hidden: 16, embedding: 8, engine: managed }
        training: { steps: 12, batch: 4, sequence: 16 }
        generations: 2
        """;

    private const string Alike = Text + """

        arms:
          - { name: plain }
          - { name: warm, decoding.temperature: 1.3 }
          - { name: half-real, mixing.strategy: fixed-real, mixing.real_share: 0.5 }
          - { name: edited, mixing.strategy: accumulate, mitigations: [token-editing] }
          - { name: accepted, mitigations: [accept] }
          - { name: probed, metrics.probes: "a|b" }
          - { name: texts, keep: texts }
        """;

    private const string Two = Text + """

        arms:
          - { name: plain }
          - { name: warm, decoding.temperature: 1.3 }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("shared").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Arms_that_differ_in_decoding_mixing_mitigations_or_metrics_train_generation_0_once(int jobs)
    {
        var engine = new CountingEngine { Before = () => Thread.Sleep(100) };
        var (folder, progress) = Run("run", Alike, engine, jobs);
        Assert.Equal((1, 1), engine.Trainings);
        Assert.Single(Directory.GetFiles(At("run", "models"), "model.safetensors", SearchOption.AllDirectories));
        var first = Directory.GetDirectories(At("run", "cells"), "gen-00", SearchOption.AllDirectories);
        Assert.Empty(first.SelectMany(path => Directory.GetFiles(path, "*.safetensors")));
        Assert.Single(folder.Plan.Arms.Select(arm => new GenerationFolder(folder.Chain(arm, 1), 0).ModelPath).Distinct());
        Assert.Equal(jobs > 1, progress.Any(one => one.Phase == ChainPhase.Waiting));

        // The same decoding writes the same text; the steps are those of the one training.
        var texts = folder.Plan.Arms.ToDictionary(
            arm => arm.Id, arm => File.ReadAllText(At("run", "cells", arm.Id, "seed-1", "gen-00", "text.txt")));
        Assert.Equal(["warm"], texts.Where(text => text.Value != texts["plain"]).Select(text => text.Key));
        Assert.All(folder.Plan.Arms, arm => Assert.Equal(12, new GenerationFolder(folder.Chain(arm, 1), 0).Facts().Steps));

        GenerationTimes[] times = [.. RunStore.Read(folder).Chains.Select(chain => chain.Times[0]!.Value)];
        var trained = Assert.Single(times, one => one.Training > TimeSpan.Zero).Training;
        Assert.All(times, one => Assert.Equal(trained, one.Training + one.Saved));
        Assert.Empty(RunCheck.Of(At("run")).Models);
    }

    [Theory]
    [InlineData("mitigations: [label-smoothing]", 1)]
    [InlineData("mitigations: [ensemble]", 3)] // its members
    [InlineData("training.dropout: 0.1", 1)]
    [InlineData("corpus.train: 2000", 1)]
    public void An_arm_that_trains_generation_0_otherwise_has_a_model_of_its_own(string change, int trainings)
    {
        var engine = new CountingEngine();
        var (folder, _) = Run("run", $"{Text}\narms:\n  - {{ name: plain }}\n  - {{ name: other, {change} }}", engine);
        Assert.Equal(2, Directory.GetDirectories(At("run", "models")).Length);
        var models = folder.Plan.Arms.Select(arm => new GenerationFolder(folder.Chain(arm, 1), 0).ModelPath!)
            .Select(path => Convert.ToHexString(File.ReadAllBytes(path)));
        Assert.Equal(2, models.Distinct().Count());
        Assert.Equal(1 + trainings, engine.Trainings.Finished);
    }

    [Theory]
    [InlineData("ensemble", "ensemble: { write: shares }")]
    [InlineData("easy-first", "hard-first")]
    public void Mitigations_that_come_to_the_same_training_of_generation_0_share_it(string one, string other)
    {
        var arms = $"arms:\n  - {{ name: one, mitigations: [{one}] }}\n  - {{ name: other, mitigations: [{other}] }}";
        Run("run", $"{Text}\n{arms}", new CountingEngine());
        Assert.Single(Directory.GetDirectories(At("run", "models")));
    }

    [Fact]
    public void Sharing_changes_no_number()
    {
        Run("together", Alike, new CountingEngine());
        foreach (var arm in StudyPlan.Of(StudyReader.Read(Alike, "study")).Arms)
        {
            var alone = StudyReader.Read(Alike, "study");
            alone = alone with { StatedArms = [.. alone.StatedArms.Where(other => other.Name == arm.Id)] };
            using var folder = RunFolder.Open(At(arm.Id), StudyPlan.Of(alone), Alike);
            Assert.Empty(new StudyRun(folder, new ChainFactory(new Engines())).Run(1, 1));
            var made = Bytes(arm.Id).Where(file => file.Key.Contains("gen-", StringComparison.Ordinal)).ToArray();
            Assert.True(made.Length >= 9, "text, facts and hashes of three generations");
            var together = Bytes("together");
            Assert.All(made, file => Assert.Equal(file.Value, together[file.Key]));
        }
    }

    [Fact]
    public void A_training_that_was_stopped_is_resumed_by_whichever_chain_comes_first_to_the_same_bytes()
    {
        // Long enough to be told of midway.
        var study = Two.Replace("steps: 12", "steps: 3000", StringComparison.Ordinal)
            .Replace("generations: 2", "generations: 1", StringComparison.Ordinal);
        Run("whole", study, new CountingEngine());
        var engine = new CountingEngine();
        using (var folder = Open("stopped", study))
        using (var stop = new CancellationTokenSource())
        {
            var run = new ChainRun(folder, new ChainFactory(new Engines(engine)));
            var watcher = new Watcher(one => stop.Cancel());
            Assert.ThrowsAny<OperationCanceledException>(() => run.Run(folder.Plan.Arms[0], 1, 1, TimeSpan.Zero, watcher, stop.Token));
        }
        var place = Assert.Single(Directory.GetDirectories(At("stopped", "models")));
        Assert.True(File.Exists(Path.Combine(place, "training.checkpoint")));
        using (var folder = Open("stopped", study))
            Assert.Null(new ChainRun(folder, new ChainFactory(new Engines(engine))).Run(folder.Plan.Arms[1], 1, 1, TimeSpan.Zero));
        Run("stopped", study, engine);
        Assert.Equal((2, 1), engine.Trainings);
        Assert.Equal(Bytes("whole"), Bytes("stopped"));
        Assert.False(File.Exists(Path.Combine(place, "training.checkpoint")));
    }

    [Fact]
    public void A_chain_that_waits_takes_over_when_the_one_that_trains_gives_up()
    {
        using var begun = new ManualResetEventSlim();
        var engine = new CountingEngine
        {
            Before = () =>
            {
                begun.Set();
                if (Thread.CurrentThread.Name != "first")
                    return;
                Thread.Sleep(300);
                throw new OperationCanceledException();
            },
        };
        using var folder = Open("taken-over", Two);
        var run = new ChainRun(folder, new ChainFactory(new Engines(engine)));
        Exception? end = null;
        var first = new Thread(() => end = Record.Exception(() => run.Run(folder.Plan.Arms[0], 1, 1, TimeSpan.Zero))) { Name = "first" };
        first.Start();
        begun.Wait();
        var waited = 0;
        var watcher = new Watcher(one => waited += one.Phase == ChainPhase.Waiting ? 1 : 0);
        Assert.Null(run.Run(folder.Plan.Arms[1], 1, 1, TimeSpan.Zero, watcher));
        first.Join();
        Assert.IsAssignableFrom<OperationCanceledException>(end);
        Assert.True(waited > 0);
        Assert.Equal((1, 1), engine.Trainings);
    }

    [Theory]
    [InlineData("model.safetensors", "has changed since it was written")]
    [InlineData("training.json", "cannot be read: training.json is damaged")]
    public void A_damaged_model_is_found_and_trained_again_to_the_same_bytes_and_no_chain_is_redone(string file, string what)
    {
        Run("run", Two, new CountingEngine());
        var whole = Bytes("run");
        var texts = Directory.GetFiles(At("run", "cells"), "text.txt", SearchOption.AllDirectories)
            .ToDictionary(path => path, File.GetLastWriteTimeUtc);
        var path = Path.Combine(Assert.Single(Directory.GetDirectories(At("run", "models"))), file);
        var bytes = File.ReadAllBytes(path);
        bytes[file.EndsWith(".json", StringComparison.Ordinal) ? 0 : bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);

        var found = RunCheck.Of(At("run"));
        Assert.Empty(found.Damages);
        Assert.Equal(what, Assert.Single(found.Models).What);
        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(SharedModels.SetAside(found.Models[0])!, file)));
        Assert.Equal("is missing", Assert.Single(RunCheck.Of(At("run")).Models).What);

        var engine = new CountingEngine();
        Run("run", Two, engine);
        Assert.Equal(1, engine.Trainings.Finished);
        Directory.Delete(At("run", "models", "set-aside-1"), recursive: true);
        Assert.Equal(whole, Bytes("run"));
        Assert.All(texts, text => Assert.Equal(text.Value, File.GetLastWriteTimeUtc(text.Key)));
        Assert.Empty(RunCheck.Of(At("run")).Models);
    }

    [Fact]
    public void A_chain_does_not_go_on_with_a_damaged_model()
    {
        using (var folder = Open("run", Two))
            Assert.Empty(new StudyRun(folder, new ChainFactory(new Engines())) { Until = 0 }.Run(1, 1));
        var path = Path.Combine(Assert.Single(Directory.GetDirectories(At("run", "models"))), "model.safetensors");
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        using var again = Open("run", Two);
        var refused = Assert.Throws<InputException>(() => new StudyRun(again, new ChainFactory(new Engines())).Run(1, 1));
        Assert.Contains("has changed since it was written", refused.Message, StringComparison.Ordinal);
        Assert.Contains("verify DIR --set-aside", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_branch_has_the_model_too()
    {
        var (folder, _) = Run("run", Two, new CountingEngine());
        var arm = folder.Plan.Arms[1];
        var spec = new ChainFactory(new Engines()).Create(arm, 1);
        var record = folder.Record(arm, spec);
        Branch.Off(folder, arm, spec, record, new Oversight(spec, record), 1, At("branch"), "anna", "to see");
        Directory.Delete(At("run"), recursive: true);
        using var branch = RunFolder.GoOn(At("branch"));
        var engine = new CountingEngine();
        Assert.Empty(new StudyRun(branch, new ChainFactory(new Engines(engine))).Run(1, 1));
        Assert.Equal((0, 0), engine.Trainings);
        Assert.Equal(3, ChainStore.In(branch.Chain(arm, 1)).Count());
        Assert.Empty(RunCheck.Of(At("branch")).Models);
    }

    [Fact]
    public void A_chain_is_the_same_whether_its_engine_was_named_or_chosen()
    {
        Run("named", Text, new CountingEngine());
        var auto = StudyReader.Read(Text.Replace(", engine: managed", "", StringComparison.Ordinal), "study");
        using (var folder = RunFolder.Open(At("chosen"), StudyPlan.Of(auto, new Engines()), Text))
            Assert.Empty(new StudyRun(folder, new ChainFactory(new Engines())).Run(1, 1));
        Assert.Equal(Bytes("named"), Bytes("chosen"));
        Assert.Equal(File.ReadAllText(At("named", "plan.json")), File.ReadAllText(At("chosen", "plan.json")));
    }

    [Fact]
    public void A_run_that_another_engine_began_is_refused_with_its_name()
    {
        Run("run", Text, new CountingEngine());
        var other = StudyPlan.Of(StudyReader.Read(Text.Replace("managed", "torch", StringComparison.Ordinal), "study"));
        var refused = Assert.Throws<InputException>(() => RunFolder.Open(At("run"), other, Text));
        Assert.Contains("--set model.engine=managed", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_chains_of_several_workers_need_different_models()
    {
        const string Arms = "arms:\n  - { name: a }\n  - { name: b, decoding.top_k: 5 }\n  - { name: c, training.dropout: 0.1 }";
        var plan = StudyPlan.Of(StudyReader.Read($"{Text}\nseeds: 1-2\n{Arms}", "study"));
        Assert.Equal([0, 1, 2, 3, 4, 5], plan.Order(1));
        Assert.Equal([0, 2, 3, 1, 4, 5], plan.Order(3));
        Assert.Equal([0, 2, 3, 5, 1, 4], plan.Order(9));
    }

    private RunFolder Open(string name, string study) => RunFolder.Open(At(name), StudyPlan.Of(StudyReader.Read(study, "study")), study);

    private (RunFolder Folder, ConcurrentQueue<ChainProgress> Progress) Run(string name, string study, CountingEngine engine, int jobs = 1)
    {
        using var folder = Open(name, study);
        var progress = new ConcurrentQueue<ChainProgress>();
        Assert.Empty(new StudyRun(folder, new ChainFactory(new Engines(engine))).Run(jobs, jobs, new Watcher(progress.Enqueue)));
        return (folder, progress);
    }

    /// <summary>Every file of chains and models by its path, but for times and locks.</summary>
    private SortedDictionary<string, string> Bytes(string name) => new(new[] { "cells", "models" }
        .SelectMany(part => Directory.GetFiles(At(name, part), "*", SearchOption.AllDirectories))
        .Where(path => Path.GetFileName(path) is not ("times.json" or "chain.lock" or "chain.holder" or "model.lock"))
        .ToDictionary(path => Path.GetRelativePath(At(name), path), path => Convert.ToHexString(File.ReadAllBytes(path))),
        StringComparer.Ordinal);

    private string At(params string[] parts) => Path.Combine([_folder, .. parts]);

    private sealed class Watcher(Action<ChainProgress> told) : IProgress<ChainProgress>
    {
        public void Report(ChainProgress value) => told(value);
    }
}
