using System.Security.Cryptography;
using System.Text;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Models.Ngram;
using TextCollapse.Models.Training;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Configuration;

/// <summary>
/// Everything that an arm of a study is configured with: the only place of names, defaults, ranges and help. A study file, <c>--set</c> and
/// a frozen plan are bound to it by <see cref="OptionBinder"/>; whoever needs a value reads the property.
/// </summary>
public sealed record ArmOptions
{
    /// <summary>Which real text.</summary>
    public CorpusOptions Corpus { get; init; } = new();

    /// <summary>Which model, of which size.</summary>
    public ModelOptions Model { get; init; } = new NgramOptions();

    /// <summary>Who trains a neural model; keys <c>model.engine</c> and <c>model.device</c>.</summary>
    public EngineOptions Engine { get; init; } = new();

    /// <summary>How a neural model is trained.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>How text is drawn.</summary>
    public DecodingOptions Decoding { get; init; } = new();

    /// <summary>What later generations are trained on.</summary>
    public MixingStrategy Mixing { get; init; } = new Replace();

    /// <summary>What is done about collapse.</summary>
    public MitigationList Mitigations { get; init; } = MitigationList.None;

    /// <summary>What is measured.</summary>
    public MetricsOptions Metrics { get; init; } = new();

    /// <summary>Generations after generation 0.</summary>
    [Option("generations after generation 0, which is trained on real text only", Min = 1, Max = 1_000_000)]
    public int Generations { get; init; } = 10;

    /// <summary>Which models stay on disk.</summary>
    [Option("which models stay on disk: of all generations, or of generation 0 alone (texts always stay)")]
    public KeptFiles Keep { get; init; }

    /// <summary>The options that have a meaning beside the others, by key in ordinal order: an n-gram model has no hidden units.</summary>
    public IReadOnlyList<OptionEntry> Entries() => StudyKeys.Entries(this);

    /// <summary>
    /// SHA-256 of the options that apply and are not at their defaults, as 64 hexadecimal digits: options that later versions add change no
    /// identity. The hash of some of them is that of a copy in which the others have their defaults: <c>(options with { Metrics = new()
    /// }).Hash()</c>.
    /// </summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Concat(Entries().Where(entry => !entry.IsDefault).Select(entry => $"{entry.Key}={entry.Text}\n")))));

    /// <summary>
    /// These options with others in the place of some, by their keys; for changes that people write. Code uses <c>with</c>.
    /// </summary>
    /// <exception cref="InputException">A key is unknown, or a value is not allowed.</exception>
    public ArmOptions With(IEnumerable<KeyValuePair<string, string>> changes) => OptionBinder.Change(this, changes);

    /// <summary>The keys whose values differ between some arms, in ordinal order.</summary>
    public static IReadOnlyList<string> Varying(IEnumerable<ArmOptions> arms)
    {
        var all = arms.Select(arm => arm.Entries().ToDictionary(entry => entry.Key, entry => entry.Text)).ToArray();
        return [.. all.SelectMany(entries => entries.Keys).Distinct().Order(StringComparer.Ordinal)
            .Where(key => all.Select(entries => entries.GetValueOrDefault(key)).Distinct().Count() > 1)];
    }
}

/// <summary>Which models of a run stay on disk.</summary>
public enum KeptFiles
{
    /// <summary>Those of all generations.</summary>
    All,

    /// <summary>That of generation 0 alone; texts always stay.</summary>
    Texts,
}
