using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Tests.Studies;

public sealed class ChainRunTests : IDisposable
{
    private const string Study = """
        corpus: { source: "zipf:12,1.0", train: 2000, held_out: 400, document_length: 100 }
        generations: 2
        arms:
          - { name: good, model.order: 2 }
          - { name: bad, model.kind: gru, model.hidden: 8, model.embedding: 4, training.steps: 20, training.batch: 4, training.sequence: 16, training.learning_rate: 1e6, training.warmup: 0, training.clip: 0 }
        """;

    private readonly string _path = Directory.CreateTempSubdirectory("chain").FullName;
    private readonly StudyPlan _plan = StudyPlan.Of(StudyReader.Read(Study, "study.yaml"));
    private readonly ChainFactory _factory = new(new Engines());

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public void A_chain_that_fails_keeps_its_reason_and_the_rest_completes()
    {
        using var folder = RunFolder.Open(Path.Combine(_path, "run"), _plan, Study);
        var failure = Assert.Single(new StudyRun(folder, _factory).Run(1, 1));
        Assert.Equal("bad", failure.Arm);
        Assert.Contains("diverged", failure.Reason, StringComparison.Ordinal);
        var states = ChainState.Of(folder).ToArray();
        Assert.Equal([ChainStatus.Done, ChainStatus.Failed], states.Select(state => state.Status));
        Assert.Equal(failure, states[1].Failure);
    }

    [Fact]
    public void A_chain_that_is_tried_again_forgets_its_failure()
    {
        using var folder = RunFolder.Open(Path.Combine(_path, "run"), _plan, Study);
        var chain = folder.Chain(_plan.Arms[0], 1);
        Directory.CreateDirectory(chain);
        File.WriteAllText(Path.Combine(chain, "failed.json"), "{\"arm\":\"good\",\"seed\":1,\"reason\":\"a full disk\",\"wrong\":false}");
        Assert.Equal("a full disk", ChainState.Of(folder).First().Failure!.Reason);
        Assert.Null(new ChainRun(folder, _factory).Run(_plan.Arms[0], 1, 1, TimeSpan.Zero));
        Assert.Equal(ChainStatus.Done, ChainState.Of(folder).First().Status);
        Assert.False(File.Exists(Path.Combine(chain, "failed.json")));
    }

    [Fact]
    public void Two_processes_never_work_on_one_chain_and_the_lock_falls_with_its_holder()
    {
        using var folder = RunFolder.Open(Path.Combine(_path, "run"), _plan, Study);
        var chain = folder.Chain(_plan.Arms[0], 1);
        using (ChainLock.Take(chain, TimeSpan.Zero, CancellationToken.None))
        {
            var refused = Assert.Throws<InputException>(() => new ChainRun(folder, _factory).Run(_plan.Arms[0], 1, 1, TimeSpan.FromSeconds(0.2)));
            Assert.Contains($"process {Environment.ProcessId} on {Environment.MachineName}", refused.Message, StringComparison.Ordinal);
            Assert.Equal(ChainStatus.Running, ChainState.Of(folder).First().Status);
        }
        Assert.Null(new ChainRun(folder, _factory).Run(_plan.Arms[0], 1, 1, TimeSpan.Zero));
    }

    [Fact]
    public void A_study_of_which_nothing_can_run_says_why_once()
    {
        var plan = StudyPlan.Of(StudyReader.Read("corpus: { source: file:/no/such/file }\nmodel: { order: 2 }\nseeds: 1-3", "study.yaml"));
        using var folder = RunFolder.Open(Path.Combine(_path, "run"), plan, "");
        Assert.Single(Assert.Throws<InputException>(() => new StudyRun(folder, _factory).Run(1, 1)).Problems);
    }
}
