
namespace TextCollapse.Experiments.Storage;

/// <summary>Checks every hash of a run: its plan, and each file of each committed generation.</summary>
public static class RunCheck
{
    /// <summary>Finds everything that differs from what was committed.</summary>
    /// <param name="path">The run's folder.</param>
    /// <exception cref="InputException">The folder holds no run, or its plan was edited.</exception>
    public static RunCheckResult Of(string path)
    {
        using var folder = RunFolder.Read(path);
        var chains = folder.Plan.Chains().Select(chain => folder.Chain(chain.Arm, chain.Seed)).Where(Directory.Exists).ToArray();
        Damage[] damages = [.. chains.AsParallel().AsOrdered().SelectMany(ChainCheck.Of)];
        var readable = chains.Except(damages.Where(damage => damage.Generation == 0).Select(damage => damage.Folder));
        return new(folder.Plan.Chains().Count(), chains.Length, chains.Sum(ChainCheck.Committed), damages)
        {
            Models = folder.Models.Damaged(readable),
        };
    }
}

/// <summary>The result of checking a run.</summary>
/// <param name="Planned">Chains in the plan.</param>
/// <param name="Begun">Chains that were started.</param>
/// <param name="Generations">Committed generations.</param>
/// <param name="Damages">What differs from what was committed.</param>
public sealed record RunCheckResult(int Planned, int Begun, int Generations, IReadOnlyList<Damage> Damages)
{
    /// <summary>Shared models that are missing or changed.</summary>
    public IReadOnlyList<ModelDamage> Models { get; init; } = [];
}
