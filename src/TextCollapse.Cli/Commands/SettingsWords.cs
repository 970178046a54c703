using TextCollapse.Studies;

namespace TextCollapse.Cli.Commands;

/// <summary>Settings from <c>--set key=value</c> alone, all errors at once.</summary>
internal static class SettingsWords
{
    /// <summary>The defaults with these changes; only keys of the given sections may be set.</summary>
    public static Settings Read(IReadOnlyList<string> set, params IReadOnlyList<string> sections)
    {
        var settings = Settings.Default;
        var problems = new List<Problem>();
        foreach (var word in set)
        {
            var at = word.IndexOf('=');
            var key = at > 0 ? word[..at].Trim() : word;
            try
            {
                settings = at <= 0 ? throw new InputException("--set", $"'{word}' is not key=value.")
                    : SettingKeys.Find(key) is not null && !sections.Any(section => key.StartsWith(section + ".", StringComparison.Ordinal))
                        ? throw new InputException($"--set {key}", $"has no meaning here; settable are {string.Join(", ", sections.Select(section => section + ".*"))}.")
                        : settings.With(key, word[(at + 1)..]);
            }
            catch (InputException e)
            {
                problems.AddRange(e.Problems);
            }
        }
        return problems.Count == 0 ? settings : throw new InputException(problems);
    }

    /// <summary>A text source by the name a command gives it: a file or folder by its path, or any source of a study.</summary>
    public static Corpora.ITextSource Source(string name) => Corpora.TextSource.Parse(Path.Exists(name) ? $"file:{name}" : name);
}
