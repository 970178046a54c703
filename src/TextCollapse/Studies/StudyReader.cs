using System.Globalization;
using TextCollapse.Studies.Countermeasures;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TextCollapse.Studies;

/// <summary>Reads a study file (YAML, strict): an unknown key, a value out of range or a key given twice is an error, and all errors of a file are told at once.</summary>
public sealed class StudyReader
{
    private static readonly string[] Sections = [.. SettingKeys.All.Where(key => key.Name.Contains('.', StringComparison.Ordinal)).Select(key => key.Name[..key.Name.IndexOf('.', StringComparison.Ordinal)]).Distinct()];
    private static readonly string[] Whole = ["name", "about", "expect", "seeds", "grid", "arms"];

    private readonly string _path;
    private readonly List<Problem> _problems = [];
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Mark> _places = new(StringComparer.Ordinal);
    private Settings _settings = Settings.Default;
    private string _name, _about = "", _expect = "";
    private IReadOnlyList<long> _seeds = [1];
    private readonly List<Arm> _arms = [];
    private readonly List<KeyValuePair<string, IReadOnlyList<string>>> _grid = [];

    private StudyReader(string path) => (_path, _name) = (path, Path.GetFileNameWithoutExtension(path));

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It cannot be read, or anything in it is wrong; carries every problem with its line.</exception>
    public static Study ReadFile(string path)
    {
        try
        {
            return Read(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, $"cannot be read: {e.Message}");
        }
    }

    /// <summary>
    /// Reads the text of a study; <paramref name="path"/> is named in errors. Changes are applied as if the file said so (<c>--set</c>).
    /// <paramref name="beforeCells"/> sees the file's study before any of its cells is made, and may refuse it for its size.
    /// </summary>
    /// <exception cref="InputException">Anything is wrong.</exception>
    public static Study Read(string text, string path, IReadOnlyList<KeyValuePair<string, string>>? changes = null, Action<Study>? beforeCells = null)
    {
        var reader = new StudyReader(path);
        reader.ReadDocument(text);
        if (reader._problems.Count == 0)
            beforeCells?.Invoke(reader.Study);
        reader.RequireMeaning();
        foreach (var (key, value) in changes ?? [])
            reader.Set(key, value, $"--set {key}");
        return reader.Finish();
    }

    private Study Study => new() { Name = _name, About = _about, Expect = _expect, Settings = _settings, Seeds = _seeds, Arms = _arms, Grid = _grid };

    private Study Finish()
    {
        RequireMeaning();
        RequireDifferentArms();
        if (_problems.Count == 0)
            foreach (var cell in Study.Cells())
                _problems.AddRange(CellRules.Check(cell).Select(problem => problem with { Place = $"{_path}, cell {cell.Id}, {problem.Place}" }));
        return _problems.Count == 0 ? Study : throw new InputException(_problems);
    }

    /// <summary>Combinations of a grid may come to one cell; two arms written by hand that do are a mistake.</summary>
    private void RequireDifferentArms()
    {
        if (_problems.Count > 0)
            return;
        foreach (var same in _arms.GroupBy(arm => arm.Changes.Aggregate(_settings, (settings, change) => settings.With(change.Key, change.Value)).Hash()).Where(same => same.Count() > 1))
            _problems.Add(new Problem($"{_path}, arms", $"{string.Join(" and ", same.Select(Title))} come to the same settings; leave one of them out, or change what was meant to differ."));

        string Title(Arm arm) => arm.Name.Length > 0 ? $"'{arm.Name}'" : $"the arm with {(arm.Changes.Count == 0 ? "no changes" : string.Join(", ", arm.Changes.Select(change => $"{change.Key}: {change.Value}")))}";
    }

    /// <summary>
    /// A key that no cell heeds is a mistake of whoever wrote it: the file's keys are held against the file, those of the command line against
    /// both, so that <c>--set model.kind=ngram</c> need not take a GRU's keys out of the file first.
    /// </summary>
    private void RequireMeaning()
    {
        if (_problems.Count > 0)
            return;
        var cells = Study.Cells();
        foreach (var key in _given.Where(key => !cells.Any(cell => cell.Settings.Applies(key))))
        {
            var known = SettingKeys.Find(key)!;
            _problems.Add(new Problem(_places.TryGetValue(key, out var mark) ? At(mark, key) : $"--set {key}",
                $"has no meaning here: it belongs to {known.OnlyWhen} {string.Join(" or ", known.OnlyFor)}."));
        }
        _given.Clear();
        _places.Clear();
    }

    private void ReadDocument(string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            _problems.Add(new Problem($"{_path}:{e.Start.Line}", $"is not valid YAML: {e.Message}"));
            return;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or KeyNotFoundException or FormatException)
        {
            // The parser's own way to say so of text that breaks off in odd places.
            _problems.Add(new Problem(_path, "is not valid YAML; it seems to break off or to hold characters that no text has."));
            return;
        }
        if (stream.Documents.Count == 0 || stream.Documents[0].RootNode is not YamlMappingNode root)
        {
            _problems.Add(new Problem($"{_path}:1", "is empty or not a table of keys; see 'textcollapse study show first-look' for an example."));
            return;
        }
        foreach (var (keyNode, value) in root.Children)
            ReadTop(Scalar(keyNode), keyNode, value);
    }

    private void ReadTop(string key, YamlNode keyNode, YamlNode value)
    {
        switch (key)
        {
            case "name": _name = Scalar(value); break;
            case "about": _about = Scalar(value); break;
            case "expect": _expect = Scalar(value); break;
            case "seeds": ReadSeeds(value); break;
            case "grid": ReadGrid(value); break;
            case "arms": ReadArms(value); break;
            default:
                if (Sections.Contains(key) && value is YamlMappingNode section)
                {
                    foreach (var (inner, innerValue) in section.Children)
                        Set($"{key}.{Scalar(inner)}", innerValue, inner);
                }
                else if (Sections.Contains(key))
                    Wrong(value, key, "is a table: { key: value, … }.");
                else if (SettingKeys.Find(key) is not null)
                    Set(key, value, keyNode);
                else
                    Wrong(keyNode, key, Nearest.To(key, [.. Sections, .. Whole, "generations", "keep", "countermeasures"]) is { } nearest ? $"unknown key; did you mean '{nearest}'?" : $"unknown key; the keys are {string.Join(", ", [.. Whole, .. Sections, "generations", "keep", "countermeasures"])}.");
                break;
        }
    }

    private void Set(string key, YamlNode value, YamlNode keyNode)
    {
        if (value is not YamlScalarNode && !IsList(key))
            Wrong(value, key, "takes one value; lists of values go under 'grid'.");
        else if (Set(key, Value(key, value), At(keyNode.Start, key)))
            _places[key] = keyNode.Start;
    }

    private bool Set(string key, string value, string place)
    {
        if (Checked(key, value, place) is not { } canonical)
            return false;
        _settings = _settings.With(key, canonical);
        _given.Add(key);
        return true;
    }

    private string? Checked(string key, string value, string place)
    {
        if (SettingKeys.Find(key) is not { } known)
        {
            _problems.Add(new Problem(place, SettingKeys.Unknown(key)));
            return null;
        }
        if (known.Canonical(value, out var expected) is { } canonical)
            return canonical;
        _problems.Add(new Problem(place, $"'{value}' is not {expected}."));
        return null;
    }

    private void ReadGrid(YamlNode node)
    {
        if (node is not YamlMappingNode map)
        {
            Wrong(node, "grid", "is a table of keys with lists: mixing.strategy: [replace, accumulate].");
            return;
        }
        foreach (var (keyNode, valueNode) in map.Children)
        {
            var key = Scalar(keyNode);
            IEnumerable<YamlNode> nodes = valueNode is YamlSequenceNode list ? list.Children : [valueNode];
            var values = new List<string>();
            foreach (var item in nodes)
                if (Checked(key, Value(key, item), At(item.Start, $"grid {key}")) is { } value)
                {
                    if (values.Contains(value))
                        Wrong(item, $"grid {key}", $"'{value}' stands twice.");
                    values.Add(value);
                }
            _given.Remove(key);
            if (values.Count > 0)
                _grid.Add(new(key, values));
        }
    }

    private void ReadArms(YamlNode node)
    {
        if (node is not YamlSequenceNode list)
        {
            Wrong(node, "arms", "is a list of tables: - { mixing.strategy: replace, decoding.temperature: 0.8 }.");
            return;
        }
        foreach (var item in list.Children)
        {
            if (item is not YamlMappingNode map)
            {
                Wrong(item, "arms", "each arm is a table of changed keys.");
                continue;
            }
            var name = "";
            var changes = new List<KeyValuePair<string, string>>();
            foreach (var (keyNode, valueNode) in map.Children)
                if (Scalar(keyNode) == "name")
                    name = Scalar(valueNode);
                else if (Checked(Scalar(keyNode), Value(Scalar(keyNode), valueNode), At(keyNode.Start, $"arms {Scalar(keyNode)}")) is { } value)
                    changes.Add(new(Scalar(keyNode), value));
            _arms.Add(new Arm(name, changes));
        }
    }

    private void ReadSeeds(YamlNode node)
    {
        var texts = node is YamlSequenceNode list ? list.Children.Select(Scalar) : [Scalar(node)];
        try
        {
            _seeds = SeedList.Parse(string.Join(',', texts));
        }
        catch (InputException e)
        {
            Wrong(node, "seeds", e.Problems[0].Message);
        }
    }

    private static bool IsList(string key) => SettingKeys.Find(key)?.Type == SettingType.Countermeasures;

    private static string Value(string key, YamlNode node) => IsList(key) ? CountermeasureYaml.Text(node) : Scalar(node);

    private static string Scalar(YamlNode node) => node is YamlScalarNode scalar ? scalar.Value ?? "" : node.ToString();

    private void Wrong(YamlNode node, string key, string message) => _problems.Add(new Problem(At(node.Start, key), message));

    private string At(Mark mark, string key) => string.Create(CultureInfo.InvariantCulture, $"{_path}:{mark.Line} {key}");
}
