using TextCollapse.Countermeasures;

namespace TextCollapse.Studies.Countermeasures;

/// <summary>
/// The value of the key <c>countermeasures</c>: <c>label-smoothing(epsilon=0.1) + accept(margin=0.01, redraws=2, metric=bpc_validation)</c>; empty for
/// none. A study file may also give them as a YAML list.
/// </summary>
public sealed class CountermeasureList
{
    private readonly IReadOnlyList<(CountermeasureKind Kind, Knobs Knobs)> _items;

    private CountermeasureList(string canonical, IReadOnlyList<(CountermeasureKind, Knobs)> items) => (Canonical, _items) = (canonical, items);

    /// <summary>The one spelling: every knob by name, in the order of its table.</summary>
    public string Canonical { get; }

    /// <summary>Their names in order.</summary>
    public IEnumerable<string> Names => _items.Select(item => item.Kind.Name);

    /// <summary>Reads a list; null with everything that is wrong with it.</summary>
    public static CountermeasureList? Parse(string text, out IReadOnlyList<string> wrong)
    {
        var problems = new List<string>();
        var items = new List<(CountermeasureKind, Knobs)>();
        var canonical = new List<string>();
        foreach (var item in text.Split('+', StringSplitOptions.TrimEntries).Where(item => item.Length > 0))
            if (ReadItem(item, problems) is { } read)
            {
                items.Add((read.Kind, new Knobs(read.Values)));
                canonical.Add(read.Kind.Knobs.Count == 0 ? read.Kind.Name : $"{read.Kind.Name}({string.Join(", ", read.Kind.Knobs.Select(knob => $"{knob.Name}={read.Values[knob.Name]}"))})");
            }
        wrong = problems;
        return problems.Count == 0 ? new(string.Join(" + ", canonical), items) : null;
    }

    /// <summary>Makes them.</summary>
    public Remedies Create() => new([.. _items.Select(item => item.Kind.Create(item.Knobs))]);

    /// <summary>What is wrong with them beside a cell's other settings.</summary>
    public IEnumerable<Problem> Check(Settings settings)
    {
        foreach (var (kind, knobs) in _items)
        {
            if (kind.Models.Count > 0 && !kind.Models.Contains(settings["model.kind"]))
                yield return new Problem($"countermeasures {kind.Name}", $"is for {string.Join(" and ", kind.Models)} models; model.kind is {settings["model.kind"]}.");
            foreach (var problem in kind.Check(settings, knobs))
                yield return problem with { Place = $"countermeasures {kind.Name} {problem.Place}".TrimEnd() };
        }
        foreach (var name in Names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key))
            if (name != "when")
                yield return new Problem($"countermeasures {name}", "stands twice.");
        if (_items.Select(item => item.Kind.Create(item.Knobs)).OfType<TrainingLoss>().Count() > 1)
            yield return new Problem("countermeasures", "two of them are losses; a training has one.");
        foreach (var problem in Contradictions.Among(Names.ToHashSet()))
            yield return problem;
    }

    private static (CountermeasureKind Kind, Dictionary<string, string> Values)? ReadItem(string item, List<string> problems)
    {
        var open = item.IndexOf('(', StringComparison.Ordinal);
        var name = (open < 0 ? item : item[..open]).Trim();
        if (CountermeasureKinds.Find(name) is not { } kind)
        {
            problems.Add(Nearest.To(name, CountermeasureKinds.All.Select(known => known.Name)) is { } nearest
                ? $"'{name}' is no countermeasure; did you mean '{nearest}'?"
                : $"'{name}' is no countermeasure; there are {string.Join(", ", CountermeasureKinds.All.Select(known => known.Name))}.");
            return null;
        }
        if (open >= 0 && !item.EndsWith(')'))
        {
            problems.Add($"'{item}' does not close its bracket.");
            return null;
        }
        var before = problems.Count;
        var values = kind.Knobs.ToDictionary(knob => knob.Name, knob => knob.Default, StringComparer.Ordinal);
        var given = open < 0 ? [] : item[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < given.Length; i++)
            ReadKnob(kind, given[i], first: i == 0, values, problems);
        foreach (var knob in kind.Knobs.Where(knob => values[knob.Name].Length == 0 && !given.Any(text => text.StartsWith(knob.Name, StringComparison.Ordinal))))
            problems.Add($"{name} needs {knob.Name}: {knob.About}.");
        return problems.Count == before ? (kind, values) : null;
    }

    private static void ReadKnob(CountermeasureKind kind, string text, bool first, Dictionary<string, string> values, List<string> problems)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = equals >= 0 ? text[..equals].Trim() : first && kind.Knobs.Count > 0 ? kind.Knobs[0].Name : "";
        var knob = kind.Knobs.FirstOrDefault(knob => knob.Name == name);
        if (knob is null)
            problems.Add($"{kind.Name} has no knob '{(name.Length == 0 ? text : name)}'; it has {(kind.Knobs.Count == 0 ? "none" : string.Join(", ", kind.Knobs.Select(known => known.Name)))}.");
        else if (knob.Canonical(text[(equals + 1)..], out var expected) is { } canonical)
            values[name] = canonical;
        else
            problems.Add($"{kind.Name} {name}: '{text[(equals + 1)..].Trim()}' is not {expected}.");
    }
}
