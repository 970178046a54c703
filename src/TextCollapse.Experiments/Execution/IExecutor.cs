using TextCollapse.Experiments.Generation;

namespace TextCollapse.Experiments.Execution;

/// <summary>
/// Runs the chains of a plan that are not finished, and returns when they are: in this process (<see cref="StudyRun"/>), where a chain that
/// takes the process down takes the others along, or in worker processes (<see cref="Workers.WorkerRun"/>), where it does not. Slurm is no
/// executor: its jobs are submitted and outlive the command.
/// </summary>
public interface IExecutor
{
    /// <summary>Where the chains run, for the first lines of a run: "in 2 worker processes on 4 threads".</summary>
    /// <param name="jobs">Chains at a time.</param>
    /// <param name="threads">Threads in all.</param>
    string Describe(int jobs, int threads);

    /// <summary>Runs what is left.</summary>
    /// <param name="jobs">Chains at a time; threads are divided among them.</param>
    /// <param name="threads">Threads in all; no result depends on them.</param>
    /// <param name="progress">Told by the working threads.</param>
    /// <param name="cancellation">Stops at the next safe place; what was committed stays.</param>
    /// <returns>The chains that failed; empty when all went well.</returns>
    /// <exception cref="InputException">What was asked for cannot run at all: every chain says so.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    IReadOnlyList<ChainFailure> Run(
        int jobs, int threads, IProgress<ChainProgress>? progress = null, CancellationToken cancellation = default);
}
