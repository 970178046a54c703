using TextCollapse.Files;

namespace TextCollapse.Cli;

/// <summary>
/// Checks the output file of a command before any work starts: it must not be a folder or an input, and its folder must exist.
/// </summary>
internal static class OutputFile
{
    /// <summary>Returns the path if it is valid; creates its folder if it is missing.</summary>
    /// <param name="option">The option.</param>
    /// <param name="path">The given path.</param>
    /// <param name="inputs">The inputs of the command: files, folders, text sources; null for none.</param>
    /// <exception cref="InputException">It is a folder, or one of the inputs.</exception>
    public static string Of(string option, string path, params IReadOnlyList<string?> inputs)
    {
        if (path.Length == 0 || Path.EndsInDirectorySeparator(path) || Directory.Exists(path))
            throw new InputException(option, $"'{path}' is a folder; choose a file.");
        foreach (var input in inputs.OfType<string>())
        {
            var read = input.StartsWith("file:", StringComparison.Ordinal) && !Path.Exists(input) ? input["file:".Length..] : input;
            if (File.Exists(path) && Path.Exists(read) && Holds(Target(read), Target(path)))
                throw new InputException(option, $"'{path}' is an input ({input}) and would be overwritten; choose another file.");
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
