using System.Text.Json.Nodes;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Models.Training;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Configuration;

/// <summary>The keys of a study, read from the option records of <see cref="ArmOptions"/>.</summary>
public static class StudyKeys
{
    /// <summary>The key of the list of mitigations.</summary>
    public const string Mitigations = "mitigations";

    /// <summary>The sections in the order of a study file; two records may share a section.</summary>
    internal static IReadOnlyList<Section> Sections { get; } =
    [
        new("", arm => arm, (_, value) => (ArmOptions)value),
        new("corpus", arm => arm.Corpus, (arm, value) => arm with { Corpus = (CorpusOptions)value }),
        new("model", arm => arm.Model, (arm, value) => arm with { Model = (ModelOptions)value })
        {
            Choice = "kind",
            Kinds = ModelKinds.All,
            Help = "the language model",
        },
        new("model", arm => arm.Engine, (arm, value) => arm with { Engine = (EngineOptions)value }) { Models = typeof(NeuralModelOptions) },
        new("training", arm => arm.Training, (arm, value) => arm with { Training = (TrainingOptions)value })
        {
            Models = typeof(NeuralModelOptions),
        },
        new("decoding", arm => arm.Decoding, (arm, value) => arm with { Decoding = (DecodingOptions)value }),
        new("mixing", arm => arm.Mixing, (arm, value) => arm with { Mixing = (MixingStrategy)value })
        {
            Choice = "strategy",
            Kinds = MixingStrategies.All,
            Help = "what later generations are trained on",
        },
        new("metrics", arm => arm.Metrics, (arm, value) => arm with { Metrics = (MetricsOptions)value }),
    ];

    /// <summary>All keys, section by section.</summary>
    public static IReadOnlyList<StudyKey> All { get; } = [.. Sections.Skip(1).SelectMany(KeysOf), List, .. KeysOf(Sections[0])];

    private static readonly ILookup<string, StudyKey> ByName = All.ToLookup(key => key.Name, StringComparer.Ordinal);

    /// <summary>The names of the sections.</summary>
    public static IReadOnlyList<string> SectionNames { get; } = [.. Sections.Select(section => section.Name)
        .Where(name => name.Length > 0).Distinct()];

    /// <summary>The keys at the top of a study file.</summary>
    public static IReadOnlyList<string> TopNames { get; } = [Mitigations, .. KeysOf(Sections[0]).Select(key => key.Name)];

    private static StudyKey List => new(Mitigations,
        "what is done about collapse: [label-smoothing, accept: { margin: 0.02 }]; 'study list' shows them; empty for nothing",
        "", "a list of mitigations", "");

    /// <summary>The keys with this name, one for each component that has it; empty where there is none.</summary>
    public static IEnumerable<StudyKey> Find(string name) => ByName[name];

    /// <summary>What is wrong with a key that does not exist.</summary>
    public static string Unknown(string name) => Nearest.To(name, All.Select(key => key.Name).Distinct()) is { } nearest
        ? $"unknown key; did you mean '{nearest}'?"
        : "unknown key; 'textcollapse study show first-look --keys' lists all of them.";

    /// <summary>What has to be chosen for a key to have a meaning: <c>model.kind gru or transformer</c>.</summary>
    public static string BelongsTo(string name) =>
        string.Join(", or to ", Find(name).GroupBy(key => key.For[..Math.Max(0, key.For.IndexOf(' '))])
        .Select(group => $"{group.Key} {string.Join(" or ", group.Select(key => key.For[(group.Key.Length + 1)..]).Distinct())}"));

    /// <summary>The options of an arm that have a meaning, by key in ordinal order.</summary>
    internal static IReadOnlyList<OptionEntry> Entries(ArmOptions arm)
    {
        var mitigations = arm.Mitigations;
        List<OptionEntry> entries = [new(Mitigations, mitigations.ToString(), mitigations.All.Count == 0) { Json = () =>
            Json(mitigations) }];
        foreach (var section in Sections.Where(section => section.Applies(arm)))
        {
            var record = section.Get(arm);
            var kind = section.KindOf(record);
            if (section.Choice.Length > 0)
                entries.Add(new(section.Key(section.Choice), kind.Name, kind == section.DefaultKind) { Json = () => kind.Name });
            entries.AddRange(kind.Options.All.Where(option => option.Applies(record) && Section.Suits(option.Models, arm))
                .Select(option => new OptionEntry(section.Key(option.Name), option.Text(record), option.IsDefault(record))
                {
                    Json = () => option.Json(record),
                }));
        }
        return [.. entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)];
    }

    private static JsonNode Json(MitigationList mitigations) =>
        new JsonArray([.. mitigations.All.Select(mitigation => ComponentNode.Json(MitigationKinds.All.Of(mitigation), mitigation))]);

    private static IEnumerable<StudyKey> KeysOf(Section section)
    {
        if (section.Choice.Length > 0)
            yield return new(section.Key(section.Choice),
                section.Help, section.DefaultKind.Name, $"one of {string.Join(", ", section.Kinds)}", "")
            {
                Choices = [.. section.Kinds.Select(kind => kind.Name)],
            };
        var options = section.Kinds.SelectMany(kind => kind.Options.All.Select(option => (Kind: kind, Option: option)));
        foreach (var same in options.GroupBy(one => (one.Option.Name, one.Option.Help, one.Option.Default, one.Option.Expected)))
        {
            var option = same.First().Option;
            var applies = For(section, [.. same.Select(one => one.Kind)], option);
            yield return new(section.Key(option.Name), option.Help, option.Default, option.Expected, applies)
            {
                Option = option,
                Choices = option.Choices,
            };
        }
    }

    private static string For(Section section, IReadOnlyList<ComponentDescription> kinds, OptionDescription option)
    {
        if (option.Condition is { } condition)
            return $"{section.Key(condition.Option)} {condition.Value}";
        if ((option.Models ?? section.Models) is { } models)
            return $"model.kind {ModelKinds.All.NamesOf(models, "or")}";
        return section.Choice.Length > 0 ? $"{section.Key(section.Choice)} {string.Join(" or ", kinds)}" : "";
    }
}
