using System.Globalization;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Experiments.Review;

/// <summary>Generations that a roll-back removed from the chain's history: they are moved aside, never deleted.</summary>
internal static class RolledBack
{
    /// <summary>The folder of the generations that a roll-back moved aside.</summary>
    /// <param name="folder">The chain's folder.</param>
    /// <param name="decision">The number of the roll-back in the log.</param>
    public static string Folder(string folder, int decision) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"rolled-back-{decision}"));

    /// <summary>
    /// Updates a chain's folder to match its log: generations that a later roll-back reverted are moved aside. Completes an earlier attempt
    /// that was interrupted.
    /// </summary>
    internal static void SetAside(string folder, IReadOnlyList<Decision> decisions)
    {
        foreach (var decision in decisions)
            if (decision.What is RollBack back)
                ChainCheck.SetAside(folder, generation => generation > back.To
                    && new GenerationFolder(folder, generation) is { IsCommitted: true } found
                    && found.Facts().Decisions < decision.Number, Folder(folder, decision.Number));
        if (decisions.Any(decision => decision.What is RollBack))
            ChainCheck.DeleteUnfinished(folder);
    }
}
