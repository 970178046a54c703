using System.Collections.Concurrent;
using System.Diagnostics;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Experiments.Execution.Workers;

/// <summary>
/// Runs the unfinished chains of a plan in worker processes, each one chain at a time. If a worker dies, only its chain fails, and a new
/// worker replaces it.
/// </summary>
/// <param name="folder">The run's folder.</param>
/// <param name="worker">
/// The command that starts a worker with the given number of threads; it uses the protocol of <see cref="Worker"/>.
/// </param>
public sealed class WorkerRun(RunFolder folder, Func<int, ProcessStartInfo> worker) : IExecutor
{
    /// <inheritdoc/>
    public string Describe(int jobs, int threads) => FormattableString.Invariant(
        $"in {jobs} worker {(jobs == 1 ? "process" : "processes")} on {threads} {(threads == 1 ? "thread" : "threads")}");

    /// <summary>Runs the unfinished chains.</summary>
    /// <param name="jobs">Worker processes.</param>
    /// <param name="threads">Total number of threads, divided among the workers; each has at least one.</param>
    /// <param name="progress">Receives progress, on the threads that listen to the workers.</param>
    /// <param name="cancellation">Stops every worker at the next safe point; committed generations are kept.</param>
    /// <returns>The chains that failed; empty when all succeeded.</returns>
    /// <exception cref="InputException">Every chain failed because of wrong input.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<ChainFailure> Run(
        int jobs, int threads, IProgress<ChainProgress>? progress = null, CancellationToken cancellation = default)
    {
        var chains = folder.Plan.Chains().Count();
        var failures = new ChainFailure?[chains];
        var waiting = new ConcurrentQueue<int>(folder.Plan.Order(jobs));
        var listeners = Enumerable.Range(0, jobs).Select(job => Task.Factory.StartNew(
            () => Serve(waiting, failures, Share(threads, jobs, job), progress, cancellation), TaskCreationOptions.LongRunning)).ToArray();
        Task.WhenAll(listeners).GetAwaiter().GetResult();
        cancellation.ThrowIfCancellationRequested();
        return StudyRun.OrThrow(chains, [.. failures.OfType<ChainFailure>()]);
    }

    /// <summary>
    /// The number of threads of one of several jobs; the shares add up to all threads, unless there are more jobs than threads.
    /// </summary>
    public static int Share(int threads, int jobs, int job) => Math.Max(1, threads / jobs + (job < threads % jobs ? 1 : 0));

    /// <summary>Runs chains in a worker, and starts another worker when one dies.</summary>
    private void Serve(
        ConcurrentQueue<int> waiting, ChainFailure?[] failures, int threads, IProgress<ChainProgress>? progress,
        CancellationToken cancellation)
    {
        WorkerProcess? process = null;
        try
        {
            while (!cancellation.IsCancellationRequested && waiting.TryDequeue(out var index))
            {
                process ??= new WorkerProcess(worker(threads), cancellation);
                switch (process.Run(index, progress))
                {
                    case { End: ChainEnd.Failed } end:
                        failures[index] = end.Failure;
                        break;
                    case null or { End: ChainEnd.Stopped } when !cancellation.IsCancellationRequested:
                        failures[index] = Lost(index, process);
                        process.Dispose();
                        process = null;
                        break;
                }
            }
        }
        finally
        {
            process?.Dispose();
        }
    }

    private ChainFailure Lost(int index, WorkerProcess process)
    {
        var (arm, seed) = folder.Plan.Chain(index);
        var failure = new ChainFailure(arm.Id, seed,
            $"{process.Epitaph()} Run the same command again to continue with this chain from its last finished generation.");
        var path = folder.Chain(arm, seed);
        try
        {
            using var held = ChainLock.Take(path, TimeSpan.FromSeconds(3), CancellationToken.None);
            failure.Keep(path);
        }
        catch (Exception e) when (e is InputException or WorkFailedException)
        {
            // The failure is still reported at the end of the run.
        }
        return failure;
    }
}
