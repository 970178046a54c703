using System.Globalization;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Experiments.Review;

/// <summary>Generations that a roll-back has taken out of the chain's history: moved aside, never deleted.</summary>
internal static class RolledBack
{
    /// <summary>Where the generations are that a roll-back moved aside.</summary>
    /// <param name="folder">The chain's folder.</param>
    /// <param name="decision">The number of the roll-back in the log.</param>
    public static string Folder(string folder, int decision) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"rolled-back-{decision}"));

    /// <summary>
    /// Brings a chain's folder in line with its log: generations made before a later roll-back took them back are moved aside, also where
    /// an earlier attempt to do so was cut off.
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
