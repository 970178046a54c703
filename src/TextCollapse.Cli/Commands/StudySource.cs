using System.CommandLine;
using System.Globalization;
using TextCollapse.Experiments.Configuration;

namespace TextCollapse.Cli.Commands;

/// <summary>Finds the study that a command names: a file, or a preset.</summary>
internal static class StudySource
{
    /// <summary>The study with the changes of the command line applied, its original text for the run's folder, and the changes.</summary>
    /// <param name="name">The file or preset.</param>
    /// <param name="set">The changes.</param>
    /// <param name="seeds">Seeds that replace those of the study, or null.</param>
    /// <param name="any">Whether a study of any number of chains is accepted.</param>
    public static (Study Study, string Text, IReadOnlyList<KeyValuePair<string, string>> Changes) Read(
        string name, IReadOnlyList<string> set, string? seeds = null, bool any = false)
    {
        var changes = OptionBinder.Split(set);
        var text = Text(name);
        var study = StudyReader.Read(text, name, changes, any ? null : study => RequireUsualSize(name, WithSeeds(study, seeds), changes));
        return (WithSeeds(study, seeds), text, changes);
    }

    private static Study WithSeeds(Study study, string? seeds) => seeds is null ? study : study with { Seeds = SeedList.Parse(seeds) };

    /// <summary><c>--yes</c>: accepts a study of any number of chains.</summary>
    public static Option<bool> AnySize() => new("--yes") { Description = $"accepts a study of more than {StudySize.UsualMost} chains" };

    /// <exception cref="InputException">The study is so large that this may be a mistake.</exception>
    private static void RequireUsualSize(string name, Study study, IReadOnlyList<KeyValuePair<string, string>> changes)
    {
        if (StudySize.Chains(study) <= StudySize.UsualMost)
            return;
        var time = StudySize.Estimate(study.With(changes), Environment.ProcessorCount);
        throw new InputException($"{name}, grid", string.Create(CultureInfo.InvariantCulture,
            $"{StudySize.Arms(study):N0} {Count.Noun((long)StudySize.Arms(study), "arm")} × "
                + $"{Count.Of(study.Seeds.Count, "seed")} are "
                + $"{StudySize.Chains(study):N0} chains: roughly "
                + $"{StudySize.Words(time)} on the {Environment.ProcessorCount} cores of this machine. Confirm with --yes, or remove "
                + $"values from the grid."));
    }

    private static string Text(string name)
    {
        if (File.Exists(name))
            return ReadFile(name);
        if (Presets.Find(name) is { } preset)
            return preset;
        throw new InputException(name,
            $"is neither a file nor a preset{(Nearest.To(name, Presets.Names) is { } nearest ? $"; did you mean '{nearest}'?" : ".")} "
            + $"The presets are {string.Join(", ", Presets.Names)}.");
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
