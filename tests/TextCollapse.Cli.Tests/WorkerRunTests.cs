using System.Diagnostics;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution.Workers;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Cli.Tests;

public sealed class WorkerRunTests : IDisposable
{
    private const string Study = """
        corpus: { source: "zipf:12,1.0", train: 2000, held_out: 400, document_length: 100 }
        model: { order: 2 }
        generations: 2
        seeds: 1-3
        grid: { mixing.strategy: [replace, accumulate] }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("workers").FullName;
    private readonly string _study;

    public WorkerRunTests() => File.WriteAllText(_study = Path.Combine(_folder, "study.yaml"), Study);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Workers_leave_the_bytes_of_one_process()
    {
        Assert.Equal(ExitCode.Done, Command.Run("run", _study, "--out", At("one"), "--jobs", "1", "--quiet").Code);
        Assert.Equal(ExitCode.Done, Command.Run("run", _study, "--out", At("three"), "--jobs", "3", "--threads", "2", "--quiet").Code);
        Assert.Equal(File.ReadAllBytes(Path.Combine(At("one"), "generations.csv")), File.ReadAllBytes(Path.Combine(At("three"), "generations.csv")));
    }

    [Fact]
    public void A_worker_that_is_killed_is_a_failed_chain_and_not_the_end()
    {
        using var folder = RunFolder.Open(At("killed"), StudyPlan.Of(StudyReader.Read(Study, "study.yaml")), Study);
        var started = 0;
        ProcessStartInfo Worker(int threads) => Interlocked.Increment(ref started) == 1
            ? new ProcessStartInfo("sh", ["-c", "read chain; kill -9 $$"])
            : WorkerCommand.Start(folder.PathOf("plan.json"), threads);
        var committed = new List<ChainProgress>();
        var failure = Assert.Single(new WorkerRun(folder, Worker).Run(1, 1, new Listener(committed)));
        Assert.Equal(("replace", 1), (failure.Arm, failure.Seed));
        Assert.Contains("killed by signal 9", failure.Reason, StringComparison.Ordinal);
        Assert.Equal([ChainStatus.Failed, .. Enumerable.Repeat(ChainStatus.Done, 5)], ChainState.Of(folder).Select(state => state.Status));
        Assert.Equal(5 * 3, committed.Count(made => made.Phase == ChainPhase.Committed));

        Assert.Empty(new WorkerRun(folder, threads => WorkerCommand.Start(folder.PathOf("plan.json"), threads)).Run(2, 2));
        Assert.All(ChainState.Of(folder), state => Assert.Equal(ChainStatus.Done, state.Status));
    }

    [Fact]
    public void A_worker_that_cannot_start_says_so_for_its_chains()
    {
        using var folder = RunFolder.Open(At("never"), StudyPlan.Of(StudyReader.Read(Study, "study.yaml")), Study);
        var failures = new WorkerRun(folder, _ => new ProcessStartInfo("sh", ["-c", "echo no such thing >&2; exit 7"])).Run(2, 2);
        Assert.Equal(6, failures.Count);
        Assert.All(failures, failure => Assert.Contains("ended with code 7: no such thing", failure.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Interrupted_workers_stop_and_the_run_goes_on_to_the_same_bytes()
    {
        Assert.Equal(ExitCode.Done, Command.Run("run", _study, "--out", At("whole"), "--jobs", "1", "--quiet").Code);
        using (var folder = RunFolder.Open(At("stopped"), StudyPlan.Of(StudyReader.Read(Study, "study.yaml")), Study))
        using (var stop = new CancellationTokenSource())
        {
            var run = new WorkerRun(folder, threads => WorkerCommand.Start(folder.PathOf("plan.json"), threads));
            Assert.ThrowsAny<OperationCanceledException>(() => run.Run(2, 2, new Stopper(stop, after: 4), stop.Token));
            Assert.Contains(ChainState.Of(folder), state => state.Status is not ChainStatus.Done);
            Assert.DoesNotContain(ChainState.Of(folder), state => state.Status is ChainStatus.Failed or ChainStatus.Running);
        }
        Assert.Equal(ExitCode.Done, Command.Run("run", _study, "--out", At("stopped"), "--jobs", "2", "--quiet").Code);
        Assert.Equal(File.ReadAllBytes(Path.Combine(At("whole"), "generations.csv")), File.ReadAllBytes(Path.Combine(At("stopped"), "generations.csv")));
    }

    [Theory]
    [InlineData(4, 2, "2 2")]
    [InlineData(5, 3, "2 2 1")]
    [InlineData(2, 3, "1 1 1")]
    public void Threads_are_divided_and_none_is_counted_twice(int threads, int jobs, string shares) =>
        Assert.Equal(shares, string.Join(' ', Enumerable.Range(0, jobs).Select(job => WorkerRun.Share(threads, jobs, job))));

    private string At(string name) => Path.Combine(_folder, name);

    private sealed class Listener(List<ChainProgress> heard) : IProgress<ChainProgress>
    {
        public void Report(ChainProgress value)
        {
            lock (heard)
                heard.Add(value);
        }
    }

    private sealed class Stopper(CancellationTokenSource stop, int after) : IProgress<ChainProgress>
    {
        private int _committed;

        public void Report(ChainProgress value)
        {
            if (value.Phase == ChainPhase.Committed && Interlocked.Increment(ref _committed) == after)
                stop.Cancel();
        }
    }
}
