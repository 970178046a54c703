using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Review;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Experiments.Execution;

/// <summary>
/// Runs or resumes one chain of a plan in its folder. Outside that folder it writes only the model of generation 0, which chains share.
/// </summary>
public sealed class ChainRun(RunFolder folder, ChainFactory factory)
{
    /// <summary>The last generation to run; null for all.</summary>
    public int? Until { get; init; }

    /// <summary>Decisions of another run of the plan to replay here; empty for a plain run.</summary>
    public IReadOnlyList<Decision> Script { get; init; } = [];

    /// <summary>Runs the remaining generations of the chain. A failure is recorded in its folder, replacing an earlier one.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="threads">Threads to use; results do not depend on the number.</param>
    /// <param name="patience">How long to wait for another process to release the chain.</param>
    /// <param name="progress">Receives progress, on the threads that do the work.</param>
    /// <param name="cancellation">Stops at the next safe point; committed generations are kept.</param>
    /// <returns>The failure, or null when every generation is committed.</returns>
    /// <exception cref="InputException">Another process is running the chain.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ChainFailure? Run(
        Arm arm, long seed, int threads, TimeSpan patience, IProgress<ChainProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var path = folder.Chain(arm, seed);
        using var held = ChainLock.Take(path, patience, cancellation);
        ChainFailure.Forget(path);
        try
        {
            var spec = factory.Create(arm, seed, cancellation);
            var record = folder.Record(arm, spec);
            for (var generation = 0; generation < record.Committed; generation++)
                progress?.Report(new(arm.Id, seed, generation, spec.Generations, ChainPhase.Committed, 1));
            var script = Script.Where(decision => decision.Arm == arm.Id && decision.Seed == seed).ToArray();
            Replay.Run(spec, record, script, threads, progress, Until, cancellation);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var failure = ChainFailure.Of(arm.Id, seed, e);
            TryKeep(failure, path);
            return failure;
        }
    }

    /// <summary>Recording may fail as well (a full disk, for example); the failure is still returned.</summary>
    private static void TryKeep(ChainFailure failure, string path)
    {
        try
        {
            failure.Keep(path);
        }
        catch (WorkFailedException)
        {
        }
    }
}
