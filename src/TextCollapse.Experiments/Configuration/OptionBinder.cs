using System.Text.Json.Nodes;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Configuration;

/// <summary>
/// Binds the keys and values of a study file, <c>--set</c> or a plan to the option records. Only this class handles keys as strings.
/// </summary>
public static class OptionBinder
{
    /// <summary>Reads options from <c>--set key=value</c> alone; reports all errors at once.</summary>
    /// <param name="set">The assignments.</param>
    /// <param name="sections">The sections whose keys may be set.</param>
    /// <returns>The options, and the keys that were given.</returns>
    /// <exception cref="InputException">An argument is not an assignment, or a key or value is invalid.</exception>
    public static (ArmOptions Options, IReadOnlySet<string> Given) Read(IReadOnlyList<string> set, params IReadOnlyList<string> sections)
    {
        var problems = new List<Problem>();
        var assignments = new List<Assignment>();
        foreach (var (key, value) in set.Select(word => Split(word, problems)).OfType<KeyValuePair<string, string>>())
            if (StudyKeys.Find(key).Any() && !sections.Any(section => key.StartsWith(section + ".", StringComparison.Ordinal)))
                problems.Add(new($"--set {key}",
                    $"has no meaning here; the keys that can be set are {string.Join(", ", sections.Select(section => section + ".*"))}."));
            else if (Parse(key, value, $"--set {key}", problems) is { } assignment)
                assignments.Add(assignment);
        var options = Bind(assignments, problems);
        return problems.Count == 0
            ? (options, assignments.Select(assignment => assignment.Key).ToHashSet())
            : throw new InputException(problems);
    }

    /// <summary>The two sides of <c>key=value</c>.</summary>
    /// <exception cref="InputException">An argument does not have this form.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Split(IEnumerable<string> set)
    {
        var problems = new List<Problem>();
        KeyValuePair<string, string>[] pairs = [.. set.Select(word => Split(word, problems)).OfType<KeyValuePair<string, string>>()];
        return problems.Count == 0 ? pairs : throw new InputException(problems);
    }

    /// <summary>Parses and checks a single value; null, with the problem added, if it is invalid.</summary>
    internal static Assignment? Parse(string key, string text, string place, List<Problem> problems)
    {
        if (key == StudyKeys.Mitigations)
        {
            var before = problems.Count;
            var nodes = ComponentNode.Read(text, place, problems);
            return problems.Count == before ? Mitigations(nodes, place, problems) : null;
        }
        var wrongs = new List<(string For, string Message)>();
        foreach (var known in StudyKeys.Find(key))
        {
            if (known.Canonical(text, out var wrong) is { } canonical)
                return new(key, canonical, place);
            wrongs.Add((known.For, wrong));
        }
        problems.Add(new(place, Wrong(key, wrongs)));
        return null;
    }

    /// <summary>A name can be an option of several components with different ranges.</summary>
    private static string Wrong(string key, IReadOnlyList<(string For, string Message)> wrongs)
    {
        if (wrongs.Count == 0)
            return StudyKeys.Unknown(key);
        return wrongs.Select(wrong => wrong.Message).Distinct().Count() == 1
            ? wrongs[0].Message
            : string.Join(" ", wrongs.Select(wrong => $"With {wrong.For} {wrong.Message}"));
    }

    /// <summary>Parses a list of mitigations; null, with the problems added, if it is invalid.</summary>
    internal static Assignment? Mitigations(IReadOnlyList<ComponentNode> nodes, string place, List<Problem> problems)
    {
        var before = problems.Count;
        var list = new MitigationList([.. nodes.Select(node => MitigationKinds.All.Bind(node, problems)).OfType<IMitigation>()]);
        return problems.Count == before ? new(StudyKeys.Mitigations, list.ToString(), place) { Mitigations = list } : null;
    }

    /// <summary>
    /// The options that assignments result in; the last one of each key wins. Assignments that do not apply to the chosen model and
    /// components are ignored.
    /// </summary>
    internal static ArmOptions Bind(IEnumerable<Assignment> assignments, List<Problem> problems)
    {
        var given = new Dictionary<string, Assignment>(StringComparer.Ordinal);
        foreach (var assignment in assignments)
            given[assignment.Key] = assignment;
        var arm = new ArmOptions();
        foreach (var section in StudyKeys.Sections.Where(section => section.Applies(arm)))
            arm = section.With(arm, Record(section, arm, given, problems));
        return given.GetValueOrDefault(StudyKeys.Mitigations)?.Mitigations is { } mitigations
            ? arm with { Mitigations = mitigations }
            : arm;
    }

    /// <summary>Returns the options with some changed.</summary>
    internal static ArmOptions Change(ArmOptions arm, IEnumerable<KeyValuePair<string, string>> changes)
    {
        var problems = new List<Problem>();
        Assignment[] assignments = [.. changes.Select(change => Parse(change.Key, change.Value, change.Key, problems))
            .OfType<Assignment>()];
        var changed = Bind([.. Assignments(arm), .. assignments], problems);
        return problems.Count == 0 ? changed : throw new InputException(problems);
    }

    /// <summary>Reads the options listed in a plan.</summary>
    /// <exception cref="InputException">A key or a value is unknown.</exception>
    internal static ArmOptions Read(JsonObject listed)
    {
        var problems = new List<Problem>();
        Assignment[] assignments = [.. listed.Select(pair => pair.Value is JsonArray list
            ? Mitigations([.. list.Select(node => ComponentNode.Of(node!, pair.Key))], pair.Key, problems)
            : Parse(pair.Key, ComponentNode.Scalar(pair.Value!), pair.Key, problems)).OfType<Assignment>()];
        var arm = Bind(assignments, problems);
        return problems.Count == 0 ? arm : throw new InputException(problems);
    }

    private static IEnumerable<Assignment> Assignments(ArmOptions arm) =>
        arm.Entries().Select(entry => new Assignment(entry.Key, entry.Text, entry.Key)
        {
            Mitigations = entry.Key == StudyKeys.Mitigations ? arm.Mitigations : null,
        });

    private static object Record(Section section, ArmOptions arm, Dictionary<string, Assignment> given, List<Problem> problems)
    {
        var kind = section.Choice.Length > 0 && given.TryGetValue(section.Key(section.Choice), out var chosen)
            ? section.Kinds.First(known => known.Name == chosen.Text) : section.DefaultKind;
        var record = kind.Options.Create();
        foreach (var option in kind.Options.All.Where(option => Section.Suits(option.Models, arm)))
            if (!given.TryGetValue(section.Key(option.Name), out var assignment))
                continue;
            else if (option.TryParse(assignment.Text, out var value, out var wrong))
                option.Set(record, value);
            else
                problems.Add(new(assignment.Place, wrong));
        return record;
    }

    private static KeyValuePair<string, string>? Split(string word, List<Problem> problems)
    {
        var at = word.IndexOf('=', StringComparison.Ordinal);
        if (at > 0)
            return new(word[..at].Trim(), word[(at + 1)..]);
        problems.Add(new("--set", $"'{word}' is not key=value."));
        return null;
    }
}
