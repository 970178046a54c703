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
/// All options of an arm, and the only place where names, defaults, ranges and help texts are defined. Study files, <c>--set</c> and frozen
/// plans are bound to it by <see cref="OptionBinder"/>.
/// </summary>
public sealed record ArmOptions
{
    /// <summary>The real text.</summary>
    public CorpusOptions Corpus { get; init; } = new();

    /// <summary>The model and its size.</summary>
    public ModelOptions Model { get; init; } = new NgramOptions();

    /// <summary>The engine of neural models; keys <c>model.engine</c> and <c>model.device</c>.</summary>
    public EngineOptions Engine { get; init; } = new();

    /// <summary>How a neural model is trained.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>How text is drawn.</summary>
    public DecodingOptions Decoding { get; init; } = new();

    /// <summary>What later generations are trained on.</summary>
    public MixingStrategy Mixing { get; init; } = new Replace();

    /// <summary>The mitigations of collapse.</summary>
    public MitigationList Mitigations { get; init; } = MitigationList.None;

    /// <summary>What is measured.</summary>
    public MetricsOptions Metrics { get; init; } = new();

    /// <summary>Generations after generation 0.</summary>
    [Option("generations after generation 0, which is trained on real text only", Min = 1, Max = 1_000_000)]
    public int Generations { get; init; } = 10;

    /// <summary>Which models are kept on disk.</summary>
    [Option("which models are kept on disk: those of all generations, or only that of generation 0 (texts are always kept)")]
    public KeptFiles Keep { get; init; }

    /// <summary>
    /// The options that apply given the others, by key in ordinal order: an n-gram model has no hidden units, for example.
    /// </summary>
    public IReadOnlyList<OptionEntry> Entries() => StudyKeys.Entries(this);

    /// <summary>
    /// SHA-256 of the options that apply and differ from their defaults, as 64 hexadecimal digits, so that options added by later versions
    /// do not change it. To hash a subset, reset the others to their defaults: <c>(options with { Metrics = new() }).Hash()</c>.
    /// </summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Concat(Entries().Where(entry => !entry.IsDefault).Select(entry => $"{entry.Key}={entry.Text}\n")))));

    /// <summary>Returns a copy with some options changed by key, for changes entered by users. Code uses <c>with</c>.</summary>
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

/// <summary>Which models of a run are kept on disk.</summary>
public enum KeptFiles
{
    /// <summary>Those of all generations.</summary>
    All,

    /// <summary>Only that of generation 0; texts are always kept.</summary>
    Texts,
}
