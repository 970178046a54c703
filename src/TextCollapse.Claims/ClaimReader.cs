using TextCollapse.Claims.Simulations;
using TextCollapse.Experiments.Configuration;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TextCollapse.Claims;

/// <summary>Reads a claim file (YAML, strict): reports all errors of the file at once, with their lines.</summary>
internal sealed class ClaimReader
{
    private static readonly string[] HowRead = ["text", "abstract", "repository", "note", "none"];

    private readonly string _text, _path;
    private readonly IReadOnlyDictionary<string, string> _corpora;
    private readonly List<Problem> _problems = [];

    private ClaimReader(string text, string path, IReadOnlyDictionary<string, string> corpora) =>
        (_text, _path, _corpora) = (text, path, corpora);

    /// <summary>Reads the text of a claim file.</summary>
    /// <param name="text">The file.</param>
    /// <param name="path">The path used in error messages.</param>
    /// <param name="corpora">Replacements for the text sources named in studies.</param>
    /// <exception cref="InputException">The file is invalid.</exception>
    public static Claim Read(string text, string path, IReadOnlyDictionary<string, string>? corpora = null)
    {
        var reader = new ClaimReader(text, path, corpora ?? new Dictionary<string, string>());
        var claim = reader.Read();
        return reader._problems.Count == 0 ? claim! : throw new InputException(reader._problems);
    }

    private Claim? Read()
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(_text));
        }
        catch (YamlException e)
        {
            _problems.Add(new Problem($"{_path}:{e.Start.Line}", $"is not valid YAML: {e.Message}"));
            return null;
        }
        if (stream.Documents.Count == 0 || stream.Documents[0].RootNode is not YamlMappingNode root)
        {
            _problems.Add(new Problem($"{_path}:1", "is empty or not a table of keys."));
            return null;
        }
        var table = new YamlTable(root, _path, _problems);
        var experiment = ReadExperiment(table);
        var (study, studyText, changes) = ReadStudy(table, experiment is not null);
        var claim = new Claim
        {
            Id = table.Text("id"),
            Says = table.Text("claim"),
            Source = table.Text("source"),
            Numbers = table.Text("numbers"),
            Read = table.Choice("read", HowRead),
            Limits = table.Text("limits"),
            Cost = table.Text("cost"),
            FewestSeeds = table.Whole("fewest_seeds", 8, 2),
            IsControl = table.Has("control") && table.Choice("control", ["true", "false"]) == "true",
            Study = study,
            StudyText = studyText,
            Changes = changes,
            Experiment = experiment,
            Tests = ReadTests(table),
        };
        table.Finish();
        if (_problems.Count == 0)
            Check(claim, table);
        return claim;
    }

    private IExperiment? ReadExperiment(YamlTable table)
    {
        if (table.Node("experiment") is not { } node)
            return null;
        if (node is not YamlMappingNode map)
        {
            table.Wrong("experiment", "is a table: { kind: types, … }.");
            return null;
        }
        var inner = new YamlTable(map, _path, _problems);
        var experiment = Experiment.Read(inner);
        inner.Finish();
        return experiment;
    }

    private (Study?, string, IReadOnlyList<KeyValuePair<string, string>>) ReadStudy(YamlTable table, bool hasExperiment)
    {
        var node = table.Node("study");
        if (node is null == !hasExperiment)
        {
            table.Wrong("study", "a claim has either a study or an experiment.");
            return (null, "", []);
        }
        if (node is null)
            return (null, "", []);
        var name = (node as YamlScalarNode)?.Value;
        var text = name is null ? Inline(node) : Presets.Find(name);
        if (text is null)
        {
            table.Wrong("study",
                $"there is no preset '{name}'{(Nearest.To(name!, Presets.Names) is { } nearest ? $"; did you mean '{nearest}'?" : ".")}");
            return (null, "", []);
        }
        try
        {
            var place = name is null ? _path : $"preset {name}";
            var changes = Changes(table).ToList();
            var study = StudyReader.Read(text, place, changes);
            if (_corpora.TryGetValue(study.Options.Corpus.Source, out var instead))
            {
                changes.Add(new("corpus.source", instead));
                study = StudyReader.Read(text, place, changes);
            }
            if (table.Optional("seeds") is { } seeds)
                study = study with { Seeds = SeedList.Parse(seeds) };
            return (study, text.Trim('\n') + "\n", changes);
        }
        catch (InputException e)
        {
            _problems.AddRange(e.Problems);
            return (null, "", []);
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Changes(YamlTable table)
    {
        if (table.Node("set") is not { } node)
            return [];
        if (node is YamlMappingNode map)
            return map.Children.Select(pair => KeyValuePair.Create(pair.Key.ToString(), pair.Value.ToString()));
        table.Wrong("set", "is a table of changed keys: { generations: 20 }.");
        return [];
    }

    /// <summary>
    /// The study's lines without their indent, preceded by as many empty lines as there are lines before it, so that error messages have
    /// the line numbers of this file.
    /// </summary>
    private string Inline(YamlNode node)
    {
        var lines = _text.ReplaceLineEndings("\n").Split('\n');
        var (first, indent) = ((int)node.Start.Line - 1, (int)node.Start.Column - 1);
        if (node is YamlMappingNode { Style: YamlDotNet.Core.Events.MappingStyle.Flow })
            return new string('\n', first) + new string(' ', indent) + Flow(_text[(int)node.Start.Index..]);
        var inside = lines.Skip(first).TakeWhile(line => line.Trim().Length == 0 || line.TakeWhile(c => c == ' ').Count() >= indent);
        return new string('\n', first) + string.Join('\n', inside.Select(line => line.Length <= indent ? "" : line[indent..]));
    }

    /// <summary>The table in braces at the start of a text. Its end is taken from the parser, since nodes do not store it.</summary>
    private static string Flow(string text)
    {
        var (parser, depth) = (new Parser(new StringReader(text)), 0);
        while (parser.MoveNext())
            if (parser.Current is YamlDotNet.Core.Events.MappingStart)
                depth++;
            else if (parser.Current is YamlDotNet.Core.Events.MappingEnd end && --depth == 0)
                return text[..(text.IndexOf('}', (int)end.Start.Index) + 1)];
        return text;
    }

    private List<ClaimTest> ReadTests(YamlTable table)
    {
        if (table.Node("tests") is not YamlSequenceNode { Children.Count: > 0 } list
            || list.Children.Any(item => item is not YamlMappingNode))
        {
            table.Wrong("tests", "is a list of one or more tables: - { says: …, statistic: slope, … }.");
            return [];
        }
        var tests = new List<ClaimTest>();
        foreach (var item in list.Children.Cast<YamlMappingNode>())
        {
            var test = new YamlTable(item, _path, _problems);
            var (says, predicts) = (test.Text("says"), test.Text("predicts"));
            var prediction = Prediction.Parse(predicts);
            if (prediction is null && predicts.Length > 0)
                test.Wrong("predicts", $"'{predicts}' is not 'above X', 'below X' or 'between A and B'.");
            if (ClaimMeasures.Read(test) is { } measure)
            {
                test.Finish();
                tests.Add(new(says, measure, prediction ?? default));
            }
        }
        return tests;
    }

    /// <summary>Checks that the study has all arms used: the test of a missing arm would always be undecided.</summary>
    private static void Check(Claim claim, YamlTable table)
    {
        var arms = claim.Experiment?.Arms ?? [.. claim.Study!.Arms().Select(arm => arm.Id)];
        foreach (var missing in claim.Tests.SelectMany(test => test.Measure.Arms).Distinct().Where(arm => !arms.Contains(arm)))
            table.Wrong("tests", $"there is no arm '{missing}'; the arms are {string.Join(", ", arms)}.");
        var seeds = claim.Experiment?.Seeds ?? claim.Study!.Seeds;
        if (seeds.Count < claim.FewestSeeds)
            table.Wrong("fewest_seeds", $"{claim.FewestSeeds} are needed, but the study has {seeds.Count}.");
    }
}
