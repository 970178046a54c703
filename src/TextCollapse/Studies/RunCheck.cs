using TextCollapse.Chains;

namespace TextCollapse.Studies;

/// <summary>Checks every hash of a run: its plan, and each file of each committed generation.</summary>
public static class RunCheck
{
    /// <summary>What is not as it was committed.</summary>
    /// <param name="path">The run's folder.</param>
    /// <exception cref="InputException">It holds no run, or its plan was edited.</exception>
    public static RunCheckResult Of(string path)
    {
        using var folder = RunFolder.Read(path);
        var chains = folder.Plan.Chains().Select(chain => folder.Chain(chain.Cell, chain.Seed)).Where(Directory.Exists).ToArray();
        return new(folder.Plan.Chains().Count(), chains.Length, chains.Sum(ChainCheck.Committed), [.. chains.AsParallel().AsOrdered().SelectMany(ChainCheck.Of)]);
    }
}

/// <summary>What a check of a run found.</summary>
/// <param name="Planned">Chains in the plan.</param>
/// <param name="Begun">Chains that have a folder.</param>
/// <param name="Generations">Committed generations.</param>
/// <param name="Damages">What is not as it was committed.</param>
public sealed record RunCheckResult(int Planned, int Begun, int Generations, IReadOnlyList<Damage> Damages);
