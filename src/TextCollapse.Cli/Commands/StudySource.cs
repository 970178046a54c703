using TextCollapse.Studies;

namespace TextCollapse.Cli.Commands;

/// <summary>Finds the study that a command names: a file, or a preset.</summary>
internal static class StudySource
{
    /// <summary>The study with the changes of the command line, and its text as it is kept in the run's folder.</summary>
    public static (Study Study, string Text) Read(string name, IReadOnlyList<string> set, string? seeds = null)
    {
        var changes = set.Select(word => word.IndexOf('=') is var at and > 0
            ? KeyValuePair.Create(word[..at].Trim(), word[(at + 1)..])
            : throw new InputException("--set", $"'{word}' is not key=value.")).ToArray();
        var text = Text(name);
        var study = StudyReader.Read(text, name, changes);
        if (seeds is not null)
            study = study with { Seeds = SeedList.Parse(seeds) };
        var said = changes.Select(change => $"# --set {change.Key}={change.Value}").Concat(seeds is null ? [] : [$"# --seeds {seeds}"]).ToArray();
        return (study, said.Length == 0 ? text : $"{text.TrimEnd()}\n\n{string.Join('\n', said)}\n");
    }

    private static string Text(string name)
    {
        if (File.Exists(name))
            return ReadFile(name);
        if (Presets.Find(name) is { } preset)
            return preset;
        throw new InputException(name, $"is neither a file nor a preset{(Nearest.To(name, Presets.Names) is { } nearest ? $"; did you mean '{nearest}'?" : ".")} The presets are {string.Join(", ", Presets.Names)}.");
    }

    private static string ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, $"cannot be read: {e.Message}");
        }
    }
}
