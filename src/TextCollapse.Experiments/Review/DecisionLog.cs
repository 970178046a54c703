using TextCollapse.Files;

namespace TextCollapse.Experiments.Review;

/// <summary>
/// <c>decisions.jsonl</c> in a chain's folder: one JSON object per line, append-only. The log is authoritative: a chain's folder is updated
/// to match it when it is opened.
/// </summary>
public static class DecisionLog
{
    /// <summary>The file's name.</summary>
    public const string FileName = "decisions.jsonl";

    private const string Format = "textcollapse-decision/1", LockName = "decisions.lock", RunChains = "cells";

    /// <summary>The decisions about a chain, in order; empty if there are none.</summary>
    /// <param name="folder">The chain's folder, or a file in this format.</param>
    /// <exception cref="InputException">A line is damaged.</exception>
    public static IReadOnlyList<Decision> Read(string folder)
    {
        var path = Directory.Exists(folder) ? Path.Combine(folder, FileName) : folder;
        return Directory.Exists(folder) && !File.Exists(path) ? [] : ReadFile(path);
    }

    /// <summary>The decisions about all chains of a run, or in a file.</summary>
    /// <param name="path">A run's folder, a chain's, or a file in this format.</param>
    /// <exception cref="InputException">There are no decisions, or a line is damaged.</exception>
    public static IReadOnlyList<Decision> ReadAll(string path)
    {
        // Branches of a classroom session are separate runs inside the folder of the first one.
        var chains = Path.Combine(path, RunChains);
        string[] files = Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(Directory.Exists(chains) ? chains : path, FileName, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)]
            : [path];
        return files.Length == 0 ? throw new InputException(path, $"holds no decisions: there is no {FileName} in it.")
            : [.. files.SelectMany(ReadFile)];
    }

    /// <summary>Appends a decision atomically.</summary>
    /// <exception cref="InputException">Another reviewer is deciding, or has decided since the log was read.</exception>
    internal static void Append(string folder, Decision decision)
    {
        using var held = Lock(folder);
        var known = Read(folder);
        if (known.Count != decision.Number - 1)
            throw new InputException(folder,
                $"another reviewer has decided in the meantime ({known[^1].By}: {known[^1].What.Sentence}). Reload, then decide.");
        AtomicFile.WriteText(Path.Combine(folder, FileName), string.Concat(known.Append(decision).Select(Line)));
    }

    /// <summary>The line of a decision in the file, including the line break.</summary>
    internal static string Line(Decision decision) => JsonLines.Line(decision, Format);

    private static Decision[] ReadFile(string path) =>
        JsonLines.Read<Decision>(path, Format, "is not a decision; the log was edited or is damaged.");

    private static FileStream Lock(string folder) => HeldFile.TryOpen(Path.Combine(folder, LockName))
        ?? throw new InputException(folder, "another reviewer is deciding about this chain right now. Reload, then decide.");
}
