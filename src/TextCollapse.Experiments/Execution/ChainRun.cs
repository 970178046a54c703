using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Review;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Experiments.Execution;

/// <summary>
/// Runs one chain of a plan in its folder, or resumes it; outside that folder it writes the model of generation 0 alone, which it shares
/// with others.
/// </summary>
public sealed class ChainRun(RunFolder folder, ChainFactory factory)
{
    /// <summary>The last generation to make now; null for all.</summary>
    public int? Until { get; init; }

    /// <summary>Decisions of another run of the plan that are taken again here; none for a plain run.</summary>
    public IReadOnlyList<Decision> Script { get; init; } = [];

    /// <summary>Runs what is left of the chain. A failure is kept in its folder; an earlier one is forgotten first.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="threads">Threads; no result depends on them.</param>
    /// <param name="patience">How long to wait for another process to leave the chain.</param>
    /// <param name="progress">Told by the working threads.</param>
    /// <param name="cancellation">Stops at the next safe place; what was committed stays.</param>
    /// <returns>The failure, or null when every generation is there.</returns>
    /// <exception cref="InputException">Another process works on the chain.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ChainFailure? Run(
        Cell cell, long seed, int threads, TimeSpan patience, IProgress<ChainProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var path = folder.Chain(cell, seed);
        using var held = ChainLock.Take(path, patience, cancellation);
        ChainFailure.Forget(path);
        try
        {
            var spec = factory.Create(cell, seed, cancellation);
            var record = folder.Record(cell, spec);
            for (var generation = 0; generation < record.Committed; generation++)
                progress?.Report(new(cell.Id, seed, generation, spec.Generations, ChainPhase.Committed, 1));
            var script = Script.Where(decision => decision.Cell == cell.Id && decision.Seed == seed).ToArray();
            Replay.Run(spec, record, script, threads, progress, Until, cancellation);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var failure = ChainFailure.Of(cell.Id, seed, e);
            TryKeep(failure, path);
            return failure;
        }
    }

    /// <summary>A full disk that failed the chain may not hold the failure either; it is still told.</summary>
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
