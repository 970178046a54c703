using TextCollapse.Chains;

namespace TextCollapse.Studies;

/// <summary>Runs the chains of a plan that are not finished, several at a time. A chain that fails is kept as a result; the others go on.</summary>
public sealed class StudyRun(RunFolder folder, ChainFactory factory)
{
    /// <summary>Runs what is left.</summary>
    /// <param name="jobs">Chains at a time; threads are divided among them.</param>
    /// <param name="threads">Threads in all; no result depends on them.</param>
    /// <param name="progress">Told by the working threads.</param>
    /// <param name="cancellation">Stops at the next safe place; what was committed stays.</param>
    /// <returns>The chains that failed; empty when all went well.</returns>
    /// <exception cref="InputException">What was asked for cannot run at all.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<ChainFailure> Run(int jobs, int threads, IProgress<ChainProgress>? progress = null, CancellationToken cancellation = default)
    {
        var chains = folder.Plan.Chains().ToArray();
        var failures = new ChainFailure?[chains.Length];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Exception? wrong = null;
        var options = new ParallelOptions { MaxDegreeOfParallelism = jobs };
        Parallel.ForEach(Enumerable.Range(0, chains.Length), options, (index, loop) =>
        {
            var (cell, seed) = chains[index];
            try
            {
                stop.Token.ThrowIfCancellationRequested();
                var spec = factory.Create(cell, seed, stop.Token);
                var record = ChainRecord.Open(folder.Chain(cell, seed), spec);
                for (var generation = 0; generation < record.Committed; generation++)
                    progress?.Report(new(cell.Id, seed, generation, spec.Generations, ChainPhase.Committed, 1));
                new Chain(spec, record, Math.Max(1, threads / jobs), progress).Run(stop.Token);
            }
            catch (WorkFailedException e)
            {
                failures[index] = new(cell.Id, seed, e.Message);
            }
            catch (OperationCanceledException)
            {
                loop.Stop();
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref wrong, e, null);
                stop.Cancel();
                loop.Stop();
            }
        });
        if (wrong is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(wrong);
        cancellation.ThrowIfCancellationRequested();
        return [.. failures.OfType<ChainFailure>()];
    }
}

/// <summary>A chain that could not be finished.</summary>
/// <param name="Cell">Its cell.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Reason">What happened and what to do.</param>
public sealed record ChainFailure(string Cell, long Seed, string Reason);
