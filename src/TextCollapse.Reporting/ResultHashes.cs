using System.Security.Cryptography;
using TextCollapse.Experiments.Storage;
using TextCollapse.Files;

namespace TextCollapse.Reporting;

/// <summary>
/// <c>SHA256SUMS</c>: the hashes of a run's results and of the JSON files of its chains and models; texts and weights have theirs in
/// <c>done.json</c>. In the form that <c>sha256sum -c</c> reads. Written with the results; opening the folder to work in it removes it,
/// because the results are about to change.
/// </summary>
public static class ResultHashes
{
    private static readonly string[] Top =
        ["study.yaml", "plan.json", "manifest.json", "report.html", Report.ReportFile.EngineCost, "*.csv"];

    /// <summary>
    /// Writes the hashes of the files that are there now. What the results are made from keeps the hash that it has had: writing results
    /// again hides no change of it.
    /// </summary>
    /// <param name="folder">The run's folder.</param>
    public static void Write(string folder)
    {
        var before = Listed(folder);
        AtomicFile.WriteText(Path.Combine(folder, RunFolder.HashesName), string.Concat(Files(folder).Select(name =>
            $"{(IsResult(name) ? null : before?.GetValueOrDefault(name)) ?? Hash(Path.Combine(folder, name))}  {name}\n")));
    }

    /// <summary>What is no longer as it was written; null where no hashes were written, as before a run has ended.</summary>
    /// <param name="folder">The run's folder.</param>
    public static ResultCheck? Check(string folder)
    {
        if (Listed(folder) is not { } listed)
            return null;
        return new(listed.Count,
            [.. listed.Where(file => !File.Exists(Path.Combine(folder, file.Key)) || Hash(Path.Combine(folder, file.Key)) != file.Value)
                .Select(file => (file.Key, File.Exists(Path.Combine(folder, file.Key)) ? "is not as it was written" : "is missing"))],
            [.. Files(folder).Where(name => !listed.ContainsKey(name))]);
    }

    private static Dictionary<string, string>? Listed(string folder)
    {
        var sums = Path.Combine(folder, RunFolder.HashesName);
        return !File.Exists(sums) ? null : File.ReadAllLines(sums).Select(line => line.Split("  ", 2)).Where(parts => parts.Length == 2)
            .DistinctBy(parts => parts[1]).ToDictionary(parts => parts[1], parts => parts[0], StringComparer.Ordinal);
    }

    private static bool IsResult(string name) => name is not ("study.yaml" or "plan.json")
        && !name.StartsWith("cells/", StringComparison.Ordinal) && !name.StartsWith("models/", StringComparison.Ordinal);

    private static IEnumerable<string> Files(string folder)
    {
        return Top.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern))
            .Concat(In("figures", Directory.EnumerateFiles).Where(IsFigure))
            .Concat(Records("models")).Concat(Records("cells"))
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

        IEnumerable<string> In(string name, Func<string, IEnumerable<string>> entries)
            => Directory.Exists(Path.Combine(folder, name)) ? entries(Path.Combine(folder, name)) : [];

        IEnumerable<string> Records(string name) =>
            In(name, below => Directory.EnumerateFiles(below, "*.json", SearchOption.AllDirectories));
    }

    private static bool IsFigure(string path) => Path.GetExtension(path) is ".svg" or ".csv";

    private static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}

/// <summary>What a comparison of a run's result files with their hashes found.</summary>
/// <param name="Files">How many files have a hash.</param>
/// <param name="Damaged">Those that differ, by their paths below the folder, and how.</param>
/// <param name="Unlisted">Files of a run that have no hash.</param>
public sealed record ResultCheck(int Files, IReadOnlyList<(string File, string What)> Damaged, IReadOnlyList<string> Unlisted);
