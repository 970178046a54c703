using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;

namespace TextCollapse.Experiments.Storage;

/// <summary>The status of a chain, read from its folder; no scheduler is queried.</summary>
public enum ChainStatus
{
    /// <summary>Not started.</summary>
    Missing,

    /// <summary>Started and stopped; it resumes after its last committed generation.</summary>
    Stopped,

    /// <summary>A process is running it now.</summary>
    Running,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>Every generation is committed.</summary>
    Done,
}

/// <summary>The state of one chain of a run.</summary>
/// <param name="Index">Its number in the plan, from 0.</param>
/// <param name="Arm">Its arm.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Generations">How many generations are committed.</param>
/// <param name="Status">Its status.</param>
/// <param name="Failure">Why it failed, or null.</param>
public sealed record ChainState(int Index, Arm Arm, long Seed, int Generations, ChainStatus Status, ChainFailure? Failure)
{
    /// <summary>Every chain of a run, in the order of the plan.</summary>
    public static IEnumerable<ChainState> Of(RunFolder folder) =>
        folder.Plan.Chains().Select((chain, index) => Of(folder, index, chain.Arm, chain.Seed));

    private static ChainState Of(RunFolder folder, int index, Arm arm, long seed)
    {
        var path = folder.Chain(arm, seed);
        if (!Directory.Exists(path))
            return new(index, arm, seed, 0, ChainStatus.Missing, null);
        var failure = ChainFailure.In(path);
        var generations = ChainStore.In(path).Count();
        var status = Status();
        return new(index, arm, seed, generations, status, status == ChainStatus.Failed ? failure : null);

        ChainStatus Status()
        {
            if (generations > arm.Options.Generations || ChainStore.WasEnded(path, generations))
                return ChainStatus.Done;
            if (ChainLock.IsTaken(path))
                return ChainStatus.Running;
            if (failure is not null)
                return ChainStatus.Failed;
            return generations > 0 || ChainStore.Identity(path) is not null ? ChainStatus.Stopped : ChainStatus.Missing;
        }
    }
}
