using System.Collections.Concurrent;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Review;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Experiments.Execution;

/// <summary>
/// Runs the unfinished chains of a plan in this process, several in parallel. If a chain fails, the failure is recorded and the others
/// continue.
/// </summary>
public sealed class StudyRun(RunFolder folder, ChainFactory factory) : IExecutor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The last generation to run; null for all.</summary>
    public int? Until { get; init; }

    /// <summary>Decisions of another run of the plan to replay here; empty for a plain run.</summary>
    public IReadOnlyList<Decision> Script { get; init; } = [];

    /// <inheritdoc/>
    public string Describe(int jobs, int threads) => FormattableString.Invariant(
        $"in this process, {(jobs == 1 ? "one chain" : $"{jobs} chains")} at a time, on {threads} {(threads == 1 ? "thread" : "threads")}");

    /// <summary>
    /// Runs a whole study, given as the text of a study file, with the managed engine; for programs and tutorials. If the folder already
    /// holds the study, it is resumed.
    /// </summary>
    /// <param name="study">The text of a study file.</param>
    /// <param name="path">The folder of the results.</param>
    /// <returns>The folder; dispose it to release its lock.</returns>
    /// <exception cref="InputException">The study is invalid, or the folder holds another study.</exception>
    /// <exception cref="WorkFailedException">A chain failed.</exception>
    public static RunFolder Finish(string study, string path)
    {
        var folder = RunFolder.Open(path, StudyPlan.Of(StudyReader.Read(study, "study"), new Engines()), study);
        var failures = new StudyRun(folder, new ChainFactory(new Engines())).Run(Environment.ProcessorCount, Environment.ProcessorCount);
        if (failures.Count == 0)
            return folder;
        folder.Dispose();
        throw new WorkFailedException(string.Join('\n',
            failures.Select(failure => $"arm {failure.Arm}, seed {failure.Seed}: {failure.Reason}")));
    }

    /// <summary>Runs the unfinished chains.</summary>
    /// <param name="jobs">Chains run in parallel; threads are divided among them.</param>
    /// <param name="threads">Total number of threads; results do not depend on it.</param>
    /// <param name="progress">Receives progress, on the threads that do the work.</param>
    /// <param name="cancellation">Stops at the next safe point; committed generations are kept.</param>
    /// <returns>The chains that failed; empty when all succeeded.</returns>
    /// <exception cref="InputException">Every chain failed because of wrong input.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<ChainFailure> Run(
        int jobs, int threads, IProgress<ChainProgress>? progress = null, CancellationToken cancellation = default)
    {
        var chains = folder.Plan.Chains().ToArray();
        var failures = new ChainFailure?[chains.Length];
        var run = new ChainRun(folder, factory) { Until = Until, Script = Script };
        var order = Partitioner.Create(folder.Plan.Order(jobs), EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(order, new ParallelOptions { MaxDegreeOfParallelism = jobs }, (index, loop) =>
        {
            var (arm, seed) = chains[index];
            try
            {
                cancellation.ThrowIfCancellationRequested();
                failures[index] = run.Run(arm, seed, Math.Max(1, threads / jobs), Patience, progress, cancellation);
            }
            catch (OperationCanceledException)
            {
                loop.Stop();
            }
            catch (Exception e) when (e is InputException or WorkFailedException)
            {
                failures[index] = ChainFailure.Of(arm.Id, seed, e);
            }
        });
        cancellation.ThrowIfCancellationRequested();
        return OrThrow(chains.Length, [.. failures.OfType<ChainFailure>()]);
    }

    /// <summary>Returns the failures, or throws if every chain failed because of wrong input.</summary>
    internal static IReadOnlyList<ChainFailure> OrThrow(int chains, IReadOnlyList<ChainFailure> failures) =>
        failures.Count == chains && failures.All(failure => failure.Wrong)
            ? throw new InputException([.. failures.Select(failure => failure.Reason).Distinct().Select(reason => new Problem("", reason))])
            : failures;
}
