using System.Globalization;
using TextCollapse.Files;

namespace TextCollapse.Chains;

/// <summary>Compares what a chain's folder holds with the hashes that were written down when each generation was committed.</summary>
public static class ChainCheck
{
    /// <summary>Everything that is not as it was committed, in order of generation; an unfinished last generation is no damage.</summary>
    public static IReadOnlyList<Damage> Of(string folder)
    {
        var generations = Generations(folder);
        var damages = new List<Damage>();
        for (var i = 0; i < generations.Count; i++)
        {
            var (generation, path) = generations[i];
            if (generation != i)
                return [.. damages, new(folder, i, ChainRecord.Name(i), $"is missing, while {ChainRecord.Name(generation)} is there")];
            if (!File.Exists(Path.Combine(path, ChainRecord.DoneName)))
            {
                if (i < generations.Count - 1)
                    damages.Add(new(folder, generation, ChainRecord.DoneName, "is missing, while later generations are there"));
                continue;
            }
            damages.AddRange(ChainRecord.Damaged(path).Select(found => new Damage(folder, generation, found.File, found.What)));
        }
        return damages;
    }

    /// <summary>Moves a generation and all later ones of its chain to a folder beside them, so that a run makes them anew; nothing is deleted.</summary>
    /// <returns>Where they are now.</returns>
    public static string SetAside(string folder, int generation)
    {
        var number = 1;
        while (Directory.Exists(Aside(number)))
            number++;
        SetAside(folder, found => found >= generation, Aside(number));
        return Aside(number);

        string Aside(int n) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"set-aside-{n}"));
    }

    /// <summary>Moves generations, the last one first, so that those that stay have no gap however this ends.</summary>
    internal static void SetAside(string folder, Func<int, bool> which, string aside)
    {
        foreach (var (_, path) in Generations(folder).Where(found => which(found.Generation)).Reverse())
            Directory.Move(path, Path.Combine(Folders.Create(aside), Path.GetFileName(path)));
    }

    /// <summary>Deletes half-made generations that do not follow on the last committed one.</summary>
    internal static void DeleteUnfinished(string folder)
    {
        var generations = Generations(folder);
        for (var i = 0; i < generations.Count; i++)
            if (generations[i].Generation != i && !File.Exists(Path.Combine(generations[i].Path, ChainRecord.DoneName)))
                Directory.Delete(generations[i].Path, recursive: true);
    }

    private static List<(int Generation, string Path)> Generations(string folder) =>
    [
        .. Directory.EnumerateDirectories(folder, "gen-*")
            .Select(path => (Ok: int.TryParse(Path.GetFileName(path)["gen-".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number), number, path))
            .Where(found => found.Ok)
            .Select(found => (found.number, found.path))
            .OrderBy(found => found.number),
    ];
}

/// <summary>Something in a chain's folder that is not as it was committed.</summary>
/// <param name="Folder">The chain's folder.</param>
/// <param name="Generation">The generation.</param>
/// <param name="File">The file.</param>
/// <param name="What">What is wrong with it, as the rest of a sentence.</param>
public sealed record Damage(string Folder, int Generation, string File, string What);
