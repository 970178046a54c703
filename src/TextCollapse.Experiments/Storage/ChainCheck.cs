using System.Globalization;
using TextCollapse.Files;

namespace TextCollapse.Experiments.Storage;

/// <summary>Compares what a chain's folder holds with the hashes that were recorded when each generation was committed.</summary>
public static class ChainCheck
{
    /// <summary>
    /// Everything that differs from what was committed, in order of generation; an unfinished last generation is not damage.
    /// </summary>
    public static IReadOnlyList<Damage> Of(string folder)
    {
        var generations = Generations(folder);
        var damages = new List<Damage>();
        for (var i = 0; i < generations.Count; i++)
        {
            if (generations[i] != i)
                return [.. damages, new(folder, i, GenerationFolder.Name(i),
                    $"is missing, but {GenerationFolder.Name(generations[i])} exists")];
            var generation = new GenerationFolder(folder, i);
            if (generation.IsCommitted)
                damages.AddRange(generation.Damaged().Select(found => new Damage(folder, i, found.File, found.What)));
            else if (i < generations.Count - 1)
                damages.Add(new(folder, i, GenerationFolder.DoneName, "is missing, but later generations exist"));
        }
        return damages;
    }

    /// <summary>The number of committed generations, including those after a gap.</summary>
    public static int Committed(string folder) => Generations(folder)
        .Count(generation => new GenerationFolder(folder, generation).IsCommitted);

    /// <summary>
    /// Moves a generation and all later ones of its chain to a sibling folder, so that the next run regenerates them; nothing is deleted.
    /// </summary>
    /// <returns>The folder that they were moved to.</returns>
    public static string SetAside(string folder, int generation)
    {
        var number = 1;
        while (Directory.Exists(Aside(number)))
            number++;
        SetAside(folder, found => found >= generation, Aside(number));
        return Aside(number);

        string Aside(int n) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"set-aside-{n}"));
    }

    /// <summary>Moves generations, the last one first, so that an interruption leaves no gap.</summary>
    internal static void SetAside(string folder, Func<int, bool> which, string aside)
    {
        foreach (var generation in Generations(folder).Where(which).Reverse())
            Directory.Move(new GenerationFolder(folder, generation).Path,
                Path.Combine(Folders.Create(aside), GenerationFolder.Name(generation)));
    }

    /// <summary>Deletes incomplete generations that do not directly follow the last committed one.</summary>
    internal static void DeleteUnfinished(string folder)
    {
        var generations = Generations(folder);
        for (var i = 0; i < generations.Count; i++)
            if (generations[i] != i && new GenerationFolder(folder, generations[i]) is { IsCommitted: false } unfinished)
                Directory.Delete(unfinished.Path, recursive: true);
    }

    private static List<int> Generations(string folder) =>
        [.. Directory.EnumerateDirectories(folder).Select(GenerationFolder.Number).OfType<int>().Order()];
}

/// <summary>A file in a chain's folder that differs from what was committed.</summary>
/// <param name="Folder">The chain's folder.</param>
/// <param name="Generation">The generation.</param>
/// <param name="File">The file.</param>
/// <param name="What">What is wrong, as a predicate that follows the file name.</param>
public sealed record Damage(string Folder, int Generation, string File, string What);
