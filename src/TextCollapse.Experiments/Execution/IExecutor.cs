using TextCollapse.Experiments.Generation;

namespace TextCollapse.Experiments.Execution;

/// <summary>
/// Runs the unfinished chains of a plan and returns when they are finished: in this process (<see cref="StudyRun"/>), where a crash ends
/// all chains, or in worker processes (<see cref="Workers.WorkerRun"/>), where it ends one. Slurm is not an executor: its jobs are
/// submitted and outlive the command.
/// </summary>
public interface IExecutor
{
    /// <summary>Where the chains run, for the header of a run: "in 2 worker processes on 4 threads".</summary>
    /// <param name="jobs">Chains run in parallel.</param>
    /// <param name="threads">Total number of threads.</param>
    string Describe(int jobs, int threads);

    /// <summary>Runs the unfinished chains.</summary>
    /// <param name="jobs">Chains run in parallel; threads are divided among them.</param>
    /// <param name="threads">Total number of threads; results do not depend on it.</param>
    /// <param name="progress">Receives progress, on the threads that do the work.</param>
    /// <param name="cancellation">Stops at the next safe point; committed generations are kept.</param>
    /// <returns>The chains that failed; empty when all succeeded.</returns>
    /// <exception cref="InputException">Every chain failed because of wrong input.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    IReadOnlyList<ChainFailure> Run(
        int jobs, int threads, IProgress<ChainProgress>? progress = null, CancellationToken cancellation = default);
}
