using System.Globalization;
using TextCollapse.Options;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TextCollapse.Experiments.Configuration;

/// <summary>
/// Reads a study file (YAML, strict): an unknown key, a value out of range or a key given twice is an error, and all errors of a file are
/// reported at once.
/// </summary>
public sealed class StudyReader
{
    private static readonly string[] Whole = ["name", "about", "expect", "seeds", "primary", "grid", "arms"];

    private readonly string _path;
    private readonly List<Problem> _problems = [];
    private readonly List<Assignment> _given = [];
    private readonly List<Assignment> _constants = [];
    private string _name, _about = "", _expect = "";
    private IReadOnlyList<long> _seeds = [1];
    private readonly List<StatedArm> _arms = [];
    private readonly List<GridAxis> _grid = [];
    private readonly Dictionary<string, string> _primaryPlaces = [];
    private PrimaryOptions _primary = new();

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
    /// Reads the text of a study; <paramref name="path"/> is named in errors. Changes (<c>--set</c>) are applied as if they were in the
    /// file. <paramref name="beforeArms"/> receives the study before any of its arms is created, and may reject it for its size.
    /// </summary>
    /// <exception cref="InputException">Anything is wrong.</exception>
    public static Study Read(string text, string path, IReadOnlyList<KeyValuePair<string, string>>? changes = null,
        Action<Study>? beforeArms = null)
    {
        var reader = new StudyReader(path);
        reader.ReadDocument(text);
        if (reader._problems.Count == 0)
            beforeArms?.Invoke(reader.Study);
        reader.RequireMeaning();
        foreach (var (key, value) in changes ?? [])
            reader.Set(OptionBinder.Parse(key, value, $"--set {key}", reader._problems));
        return reader.Finish();
    }

    private Study Study =>
        new()
        {
            Name = _name,
            About = _about,
            Expect = _expect,
            Constants = _constants,
            Seeds = _seeds,
            StatedArms = _arms,
            Grid = _grid,
            Primary = _primary,
        };

    private Study Finish()
    {
        RequireMeaning();
        RequireDifferentArms();
        if (_problems.Count == 0)
            OptionBinder.Bind(_constants, _problems);
        if (_problems.Count > 0)
            throw new InputException(_problems);
        var arms = Study.Arms(_problems);
        if (_problems.Count == 0)
            foreach (var arm in arms)
                _problems.AddRange(ArmCheck.Of(arm.Options)
                    .Select(problem => problem with { Place = $"{_path}, arm {arm.Id}, {problem.Place}" }));
        if (_problems.Count == 0)
            PrimaryFamily.Check(_primary, arms, (option, message) =>
                _problems.Add(new Problem(_primaryPlaces.GetValueOrDefault(option, $"{_path} primary.{option}"), message)));
        return _problems.Count == 0 ? Study : throw new InputException([.. _problems.Distinct()]);
    }

    /// <summary>Combinations of a grid may result in the same arm; two explicit arms with the same settings are an error.</summary>
    private void RequireDifferentArms()
    {
        if (_problems.Count > 0)
            return;
        foreach (var same in _arms.GroupBy(arm => OptionBinder.Bind([.. _constants, .. arm.Changes], []).Hash())
            .Where(same => same.Count() > 1))
            _problems.Add(new Problem($"{_path}, arms",
                $"{string.Join(" and ", same.Select(Title))} have the same settings; remove one of them, or change what was "
                    + $"meant to differ."));

        static string Title(StatedArm arm)
        {
            if (arm.Name.Length > 0)
                return $"'{arm.Name}'";
            var changes = string.Join(", ", arm.Changes.Select(change => $"{change.Key}: {change.Text}"));
            return $"the arm with {(changes.Length == 0 ? "no changes" : changes)}";
        }
    }

    /// <summary>
    /// A key that no arm uses is an error. Keys of the file are checked against the file, those of the command line against both, so that
    /// <c>--set model.kind=ngram</c> does not require removing a GRU's keys from the file first.
    /// </summary>
    private void RequireMeaning()
    {
        if (_problems.Count > 0)
            return;
        var heeded = Study.Arms([]).SelectMany(arm => arm.Options.Entries()).Select(entry => entry.Key).ToHashSet();
        foreach (var assignment in _given.Where(assignment => !heeded.Contains(assignment.Key)))
            _problems.Add(new Problem(assignment.Place, $"has no meaning here: it belongs to {StudyKeys.BelongsTo(assignment.Key)}."));
        _given.Clear();
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
            // The parser throws this for some texts that are cut off.
            _problems.Add(new Problem(_path, "is not valid YAML; it seems to be cut off or to contain invalid characters."));
            return;
        }
        if (stream.Documents.Count == 0 || stream.Documents[0].RootNode is not YamlMappingNode root)
        {
            _problems.Add(
                new Problem($"{_path}:1", "is empty or not a table of keys; see 'textcollapse study show first-look' for an example."));
            return;
        }
        if (stream.Documents.Count > 1)
        {
            _problems.Add(new Problem($"{_path}:{stream.Documents[1].RootNode.Start.Line}",
                "starts a second YAML document, but a study file has one. Remove the line '---', or use two files."));
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
            case "primary": ReadPrimary(value); break;
            default:
                if (StudyKeys.SectionNames.Contains(key) && value is YamlMappingNode section)
                {
                    foreach (var (inner, innerValue) in section.Children)
                        Set($"{key}.{Scalar(inner)}", innerValue, inner);
                }
                else if (StudyKeys.SectionNames.Contains(key))
                    Wrong(value, key, "is a table: { key: value, … }.");
                else if (StudyKeys.Find(key).Any())
                    Set(key, value, keyNode);
                else
                    Wrong(keyNode, key, UnknownTop(key));
                break;
        }
    }

    private static string UnknownTop(string key)
    {
        string[] known = [.. Whole, .. StudyKeys.SectionNames, .. StudyKeys.TopNames];
        return Nearest.To(key, known) is { } nearest ? $"unknown key; did you mean '{nearest}'?"
            : $"unknown key; the keys are {string.Join(", ", known)}.";
    }

    private void Set(string key, YamlNode value, YamlNode keyNode)
    {
        if (value is not YamlScalarNode && key != StudyKeys.Mitigations)
            Wrong(value, key, "takes one value; lists of values go under 'grid'.");
        else
            Set(Parse(key, value, At(keyNode.Start, key)));
    }

    private void Set(Assignment? assignment)
    {
        if (assignment is null)
            return;
        _constants.Add(assignment);
        _given.Add(assignment);
    }

    private Assignment? Parse(string key, YamlNode value, string place)
    {
        if (key != StudyKeys.Mitigations)
            return OptionBinder.Parse(key, Scalar(value), place, _problems);
        var before = _problems.Count;
        var nodes = ComponentYaml.Read(value, node => At(node.Start, key), _problems);
        return _problems.Count == before ? OptionBinder.Mitigations(nodes, place, _problems) : null;
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
            var values = new List<Assignment>();
            foreach (var item in nodes)
                if (Parse(key, item, At(item.Start, $"grid {key}")) is { } value)
                {
                    if (values.Any(other => other.Text == value.Text))
                        Wrong(item, $"grid {key}", $"'{value.Text}' is given twice.");
                    values.Add(value);
                }
            _given.RemoveAll(assignment => assignment.Key == key);
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
            var changes = new List<Assignment>();
            foreach (var (keyNode, valueNode) in map.Children)
                if (Scalar(keyNode) == "name")
                    name = Scalar(valueNode);
                else if (Parse(Scalar(keyNode), valueNode, At(keyNode.Start, $"arms {Scalar(keyNode)}")) is { } assignment)
                    changes.Add(assignment);
            _arms.Add(new StatedArm(name, changes));
        }
    }

    private void ReadPrimary(YamlNode node)
    {
        if (node is not YamlMappingNode map)
        {
            Wrong(node, "primary", "is a table: { metric: bpc_real, outcome: change, smallest_effect: 0.05 }.");
            return;
        }
        var options = OptionSet.Of(typeof(PrimaryOptions));
        var primary = new PrimaryOptions();
        foreach (var (keyNode, valueNode) in map.Children)
        {
            var key = Scalar(keyNode);
            var place = _primaryPlaces[key] = At(keyNode.Start, $"primary.{key}");
            var text = valueNode is YamlSequenceNode list ? string.Join(", ", list.Children.Select(Scalar)) : Scalar(valueNode);
            if (options.Find(key) is not { } option)
                _problems.Add(new Problem(place, Nearest.To(key, options.All.Select(one => one.Name)) is { } nearest
                    ? $"unknown key; did you mean 'primary.{nearest}'?"
                    : $"unknown key; the keys are {string.Join(", ", options.All.Select(one => one.Name))}."));
            else if (option.TryParse(text, out var value, out var wrong))
                option.Set(primary, value);
            else
                _problems.Add(new Problem(place, wrong));
        }
        _primary = primary;
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

    private static string Scalar(YamlNode node) => node is YamlScalarNode scalar ? scalar.Value ?? "" : node.ToString();

    private void Wrong(YamlNode node, string key, string message) => _problems.Add(new Problem(At(node.Start, key), message));

    private string At(Mark mark, string key) => string.Create(CultureInfo.InvariantCulture, $"{_path}:{mark.Line} {key}");
}
