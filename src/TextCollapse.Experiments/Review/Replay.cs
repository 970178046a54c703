using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Experiments.Review;

/// <summary>
/// Runs a chain with the decisions of another run of it: each is applied at the same point, so that the result is byte-identical, including
/// roll-backs.
/// </summary>
internal static class Replay
{
    /// <summary>Runs the remaining generations and decisions; can be resumed after an interruption like any chain.</summary>
    /// <param name="spec">The chain.</param>
    /// <param name="record">The store of the chain.</param>
    /// <param name="script">The log of the other run; empty for a plain run.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="progress">Receives progress, on the thread that does the work.</param>
    /// <param name="until">The last generation to run; null for all.</param>
    /// <param name="cancellation">Stops at the next safe point.</param>
    /// <exception cref="InputException">The log does not fit the chain, or this chain has different decisions.</exception>
    public static void Run(
        ChainSpec spec, ChainStore record, IReadOnlyList<Decision> script, int threads = 1, IProgress<ChainProgress>? progress = null,
        int? until = null, CancellationToken cancellation = default)
    {
        var common = Math.Min(script.Count, record.Decisions.Count);
        if (!script.Take(common).Select(DecisionLog.Line).SequenceEqual(record.Decisions.Take(common).Select(DecisionLog.Line)))
            throw new InputException($"arm {spec.Identity.Arm}, seed {spec.Identity.Seed}",
                "has different decisions in this folder. Replay into a new folder.");
        while (record.Decisions.Count < script.Count)
        {
            var next = script[record.Decisions.Count];
            new GenerationLoop(spec, record, threads, progress).Run(cancellation, Math.Min(until ?? int.MaxValue, next.After));
            if (record.Committed <= next.After && until < next.After)
                return;
            new Oversight(spec, record).Enter(next);
        }
        new GenerationLoop(spec, record, threads, progress).Run(cancellation, until);
    }
}
