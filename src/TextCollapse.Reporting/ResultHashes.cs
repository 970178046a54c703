using System.Security.Cryptography;
using TextCollapse.Experiments.Storage;
using TextCollapse.Files;

namespace TextCollapse.Reporting;

/// <summary>
/// <c>SHA256SUMS</c>: the hashes of the files in a run's folder, except the generations, which have their own hashes. In the format of
/// <c>sha256sum -c</c>. Written with the results, and removed when the folder is opened for writing, because the results will change.
/// </summary>
public static class ResultHashes
{
    private static readonly string[] Top =
        ["study.yaml", "plan.json", "manifest.json", "report.html", Report.ReportFile.EngineCost, "*.csv"];

    /// <summary>
    /// Writes the hashes of the current files. The inputs of the results keep their earlier hashes, so that rewriting the results does not
    /// hide a change of an input.
    /// </summary>
    /// <param name="folder">The run's folder.</param>
    public static void Write(string folder)
    {
        var before = Listed(folder);
        AtomicFile.WriteText(Path.Combine(folder, RunFolder.HashesName), string.Concat(Files(folder).Select(name =>
            $"{(IsResult(name) ? null : before?.GetValueOrDefault(name)) ?? Hash(Path.Combine(folder, name))}  {name}\n")));
    }

    /// <summary>Returns the changed files; null if no hashes were written, for example before a run has ended.</summary>
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

    private static bool IsResult(string name) =>
        name is not ("study.yaml" or "plan.json") && !name.EndsWith("/chain.json", StringComparison.Ordinal);

    private static IEnumerable<string> Files(string folder)
    {
        return Top.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern))
            .Concat(In("figures", Directory.EnumerateFiles).Where(IsFigure))
            .Concat(In("models", Directory.EnumerateDirectories)
                .SelectMany(model => new[] { "times.json", "training.json" }.Select(name => Path.Combine(model, name))))
            .Concat(In("cells", Directory.EnumerateDirectories).SelectMany(Directory.EnumerateDirectories)
                .Select(chain => Path.Combine(chain, "chain.json")))
            .Where(File.Exists).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

        IEnumerable<string> In(string name, Func<string, IEnumerable<string>> entries)
            => Directory.Exists(Path.Combine(folder, name)) ? entries(Path.Combine(folder, name)) : [];
    }

    private static bool IsFigure(string path) => Path.GetExtension(path) is ".svg" or ".csv";

    private static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}

/// <summary>The result of checking the files of a run against their hashes.</summary>
/// <param name="Files">The number of files with a hash.</param>
/// <param name="Damaged">The files that differ, by their paths in the folder, with the difference.</param>
/// <param name="Unlisted">Files without a hash.</param>
public sealed record ResultCheck(int Files, IReadOnlyList<(string File, string What)> Damaged, IReadOnlyList<string> Unlisted);
