using TextCollapse.Files;

namespace TextCollapse.Cli;

/// <summary>
/// The file that a command writes: never one that it reads, never a folder, and in a folder that is there. Checked before any work begins.
/// </summary>
internal static class OutputFile
{
    /// <summary>The path, when all is well; the folder is made where it is missing.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">What was given.</param>
    /// <param name="inputs">What the command reads: files, folders, sources of texts; null for none.</param>
    /// <exception cref="InputException">It is a folder, or one of the inputs.</exception>
    public static string Of(string option, string path, params IReadOnlyList<string?> inputs)
    {
        if (path.Length == 0 || Path.EndsInDirectorySeparator(path) || Directory.Exists(path))
            throw new InputException(option, $"'{path}' is a folder; name a file.");
        foreach (var input in inputs.OfType<string>())
        {
            var read = input.StartsWith("file:", StringComparison.Ordinal) && !Path.Exists(input) ? input["file:".Length..] : input;
            if (File.Exists(path) && Path.Exists(read) && Holds(Target(read), Target(path)))
                throw new InputException(option, $"'{path}' is what is read ({input}) and would be overwritten; name another file.");
        }
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Folders.Create(folder);
        return path;
    }

    private static bool Holds(string read, string written) => read == written
        || (Directory.Exists(read)
            && written.StartsWith(Path.TrimEndingDirectorySeparator(read) + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private static string Target(string path)
    {
        var full = Path.GetFullPath(path);
        return (File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName : null) ?? full;
    }
}
