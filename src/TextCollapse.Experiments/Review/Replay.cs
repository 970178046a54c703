using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Experiments.Review;

/// <summary>
/// Runs a chain with the decisions of another run of it: each is entered where it was taken, so that the same bytes come out, roll-backs
/// included.
/// </summary>
internal static class Replay
{
    /// <summary>Runs what is left, the decisions included; gone on with after an interruption like any chain.</summary>
    /// <param name="spec">The chain.</param>
    /// <param name="record">What it has done.</param>
    /// <param name="script">The log of the other run; none for a plain run.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="progress">Told by the working thread.</param>
    /// <param name="until">The last generation to make now; null for all.</param>
    /// <param name="cancellation">Stops at the next safe place.</param>
    /// <exception cref="InputException">The log does not fit the chain, or this chain was decided about otherwise.</exception>
    public static void Run(
        ChainSpec spec, ChainStore record, IReadOnlyList<Decision> script, int threads = 1, IProgress<ChainProgress>? progress = null,
        int? until = null, CancellationToken cancellation = default)
    {
        var common = Math.Min(script.Count, record.Decisions.Count);
        if (!script.Take(common).Select(DecisionLog.Line).SequenceEqual(record.Decisions.Take(common).Select(DecisionLog.Line)))
            throw new InputException($"cell {spec.Identity.Arm}, seed {spec.Identity.Seed}",
                "was decided about otherwise in this folder. Replay into a new one.");
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
