using System.Collections.Concurrent;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Review;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Experiments.Execution;

/// <summary>
/// Runs the chains of a plan that are not finished inside this process, several at a time. A chain that fails is kept as a result; the
/// others go on.
/// </summary>
public sealed class StudyRun(RunFolder folder, ChainFactory factory) : IExecutor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The last generation to make now; null for all.</summary>
    public int? Until { get; init; }

    /// <summary>Decisions of another run of the plan that are taken again here; none for a plain run.</summary>
    public IReadOnlyList<Decision> Script { get; init; } = [];

    /// <inheritdoc/>
    public string Describe(int jobs, int threads) => FormattableString.Invariant(
        $"in this process, {(jobs == 1 ? "one chain" : $"{jobs} chains")} at a time, on {threads} {(threads == 1 ? "thread" : "threads")}");

    /// <summary>
    /// Runs a whole study, given as the text of a study file, with the managed engine; for programs and lessons. A folder that holds it
    /// already is gone on with.
    /// </summary>
    /// <param name="study">The text of a study file.</param>
    /// <param name="path">The folder of the results.</param>
    /// <returns>The folder; dispose it to let others work there.</returns>
    /// <exception cref="InputException">The study is wrong, or the folder holds another.</exception>
    /// <exception cref="WorkFailedException">A chain failed.</exception>
    public static RunFolder Finish(string study, string path)
    {
        var folder = RunFolder.Open(path, StudyPlan.Of(StudyReader.Read(study, "study"), new Engines()), study);
        var failures = new StudyRun(folder, new ChainFactory(new Engines())).Run(Environment.ProcessorCount, Environment.ProcessorCount);
        if (failures.Count == 0)
            return folder;
        folder.Dispose();
        throw new WorkFailedException(string.Join('\n',
            failures.Select(failure => $"cell {failure.Cell}, seed {failure.Seed}: {failure.Reason}")));
    }

    /// <summary>Runs what is left.</summary>
    /// <param name="jobs">Chains at a time; threads are divided among them.</param>
    /// <param name="threads">Threads in all; no result depends on them.</param>
    /// <param name="progress">Told by the working threads.</param>
    /// <param name="cancellation">Stops at the next safe place; what was committed stays.</param>
    /// <returns>The chains that failed; empty when all went well.</returns>
    /// <exception cref="InputException">What was asked for cannot run at all: every chain says so.</exception>
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
            var (cell, seed) = chains[index];
            try
            {
                cancellation.ThrowIfCancellationRequested();
                failures[index] = run.Run(cell, seed, Math.Max(1, threads / jobs), Patience, progress, cancellation);
            }
            catch (OperationCanceledException)
            {
                loop.Stop();
            }
            catch (Exception e) when (e is InputException or WorkFailedException)
            {
                failures[index] = ChainFailure.Of(cell.Id, seed, e);
            }
        });
        cancellation.ThrowIfCancellationRequested();
        return OrThrow(chains.Length, [.. failures.OfType<ChainFailure>()]);
    }

    /// <summary>The failures, unless nothing at all could run.</summary>
    internal static IReadOnlyList<ChainFailure> OrThrow(int chains, IReadOnlyList<ChainFailure> failures) =>
        failures.Count == chains && failures.All(failure => failure.Wrong)
            ? throw new InputException([.. failures.Select(failure => failure.Reason).Distinct().Select(reason => new Problem("", reason))])
            : failures;
}
