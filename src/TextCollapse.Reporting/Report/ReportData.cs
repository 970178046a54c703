using System.Text.Json;
using System.Text.Json.Nodes;
using TextCollapse.Experiments.Analysis;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Storage;
using TextCollapse.Files;
using TextCollapse.Metrics;
using TextCollapse.Metrics.Definitions;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Reporting.Report;

/// <summary>Input of the sections of a report: the records of a run, and results that are computed once for all sections.</summary>
internal sealed class ReportData
{
    private const string RegenerateManifest = "Run the study again with the same --out to regenerate it.";

    private readonly Dictionary<(string Arm, int Generation), Summary> _summaries;

    /// <summary>Prepares the records.</summary>
    /// <exception cref="InputException">There is no finished generation yet, or the manifest is damaged.</exception>
    public ReportData(RunStore records)
    {
        (Folder, Analysis) = (records.Folder, records.Analysis);
        Generations = [.. records.Generations];
        if (Generations.Count == 0)
            throw new InputException(Folder.Path, "contains no finished generation yet; run the study first.");
        Chains = [.. records.Chains.Where(chain => chain.Facts.Count > 0)];
        Rows = records.Rows;
        Arms = [.. Folder.Plan.Arms.Where(arm => Chains.Any(chain => chain.Arm.Id == arm.Id))];
        (Design, Contrasts) = (records.Design, records.Contrasts);
        Diagnoses = records.Diagnoses;
        Profiles = records.Profiles;
        Thresholds = ThresholdCsv.Of(records);
        Columns = [.. Rows.SelectMany(row => row.Metrics.Select(metric => metric.Key)).Distinct()];
        _summaries = Summary.Of(Rows).ToDictionary(summary => (summary.Arm, summary.Generation));
        Last = Chains.GroupBy(chain => chain.Arm.Id).Min(arm => arm.Max(chain => chain.Facts.Count) - 1);
        PlannedChains = Folder.Plan.Arms.Count * Folder.Plan.Seeds.Count;
        FinishedChains = Chains.Count(chain => chain.Facts[^1].Generation == chain.Arm.Options.Generations);
        Manifest = ReadManifest(Folder.PathOf("manifest.json"));
    }

    /// <summary>The folder of the run.</summary>
    public RunFolder Folder { get; }

    /// <summary>What was analysed, where the texts were made elsewhere; null for a run.</summary>
    public AnalysisRecord? Analysis { get; }

    /// <summary>The loss that everything else is read beside: of the generation's model, or of one trained on its text.</summary>
    public MetricColumn LossColumn => Analysis is null ? GenerationMeter.BpcReal : AnalysisColumns.BpcSuccessor;

    /// <summary>A statement, which speaks of generation 0 where that stands for real text.</summary>
    public string Restate(string statement) => Analysis?.Restate(statement) ?? statement;

    /// <summary>The chains with at least one finished generation, arm by arm and seed by seed.</summary>
    public IReadOnlyList<ChainResults> Chains { get; }

    /// <summary>The arms with at least one finished generation, in the order of the plan; the first is the baseline.</summary>
    public IReadOnlyList<Arm> Arms { get; }

    /// <summary>All finished generations with their records.</summary>
    public IReadOnlyList<(string Arm, long Seed, GenerationFacts Facts)> Generations { get; }

    /// <summary>The same as rows of columns.</summary>
    public IReadOnlyList<GenerationRow> Rows { get; }

    /// <summary>Every measured column.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The compared pairs of arms, and which comparisons are primary.</summary>
    public ContrastDesign Design { get; }

    /// <summary>Each arm compared with its baseline at the last generation.</summary>
    public IReadOnlyList<Contrast> Contrasts { get; }

    /// <summary>The failure modes of each arm by generation.</summary>
    public IReadOnlyList<(string Arm, IReadOnlyList<Diagnosis> Diagnoses)> Diagnoses { get; }

    /// <summary>The eight definitions of collapse for each arm.</summary>
    public IReadOnlyList<CollapseProfile> Profiles { get; }

    /// <summary>The estimated shares of real text at which collapse stops; empty where the study does not vary them.</summary>
    public IReadOnlyList<RealShareThreshold> Thresholds { get; }

    /// <summary>The last generation that every arm has reached.</summary>
    public int Last { get; }

    /// <summary>The number of chains in the plan.</summary>
    public int PlannedChains { get; }

    /// <summary>The number of chains that have reached their last generation.</summary>
    public int FinishedChains { get; }

    /// <summary>The manifest; null if the file is missing.</summary>
    public JsonNode? Manifest { get; }

    /// <summary>The number of seeds with a result.</summary>
    public int Seeds => Chains.Select(chain => chain.Seed).Distinct().Count();

    /// <summary>The seed whose generated texts are shown.</summary>
    public long ShownSeed => Folder.Plan.Seeds.First(seed => Chains.Any(chain => chain.Seed == seed));

    /// <summary>The chains of an arm.</summary>
    public IEnumerable<ChainResults> ChainsOf(Arm arm) => Chains.Where(chain => chain.Arm.Id == arm.Id);

    /// <summary>
    /// The arms whose texts and panels are shown: all, or <paramref name="most"/> of them: the baseline, and arms at equal intervals in the
    /// ranking by loss on real text.
    /// </summary>
    public IReadOnlyList<Arm> ShownArms(int most = 8)
    {
        if (Arms.Count <= most)
            return Arms;
        Arm[] ranked = [.. Arms.Skip(1)
            .OrderBy(arm => Loss(arm.Id, Last) is var bits && double.IsNaN(bits) ? double.PositiveInfinity : bits)];
        var chosen = Enumerable.Range(0, most - 1).Select(i => ranked[i * (ranked.Length - 1) / (most - 2)].Id).ToHashSet();
        return [.. Arms.Where((arm, i) => i == 0 || chosen.Contains(arm.Id))];
    }

    /// <summary>Describes the selection of <see cref="ShownArms"/>; null if all arms are shown.</summary>
    public string? ShownArmsNote() => ShownArms().Count == Arms.Count ? null
        : $"Shown are {ShownArms().Count} of {Arms.Count} arms: the baseline, and arms at equal intervals in the "
            + "ranking by loss on real text at the last generation.";

    /// <summary>The index of an arm, which determines its colour and marker in every figure.</summary>
    public int Style(string id) => Arms.TakeWhile(arm => arm.Id != id).Count();

    /// <summary>Mean and interval over seeds.</summary>
    public SeedInterval Mean(string arm, int generation, string column) =>
        _summaries.TryGetValue((arm, generation), out var summary) ? summary.Metrics.FirstOrDefault(metric => metric.Key == column).Value
            : default;

    /// <summary>The mean loss on held-out real text over seeds; NaN where it is undefined.</summary>
    public double Loss(string arm, int generation) => Mean(arm, generation, LossColumn.Id).Mean.OrNaN;

    /// <summary>The generations of an arm.</summary>
    public IEnumerable<int> GenerationsOf(string arm) => _summaries.Keys.Where(key => key.Arm == arm).Select(key => key.Generation).Order();

    private static JsonNode? ReadManifest(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            var manifest = JsonNode.Parse(File.ReadAllBytes(path));
            FileFormat.Require(path, FileFormat.Of(manifest), ManifestJson.Format, RegenerateManifest);
            return manifest;
        }
        catch (JsonException)
        {
            throw new InputException(path, $"is damaged. {RegenerateManifest}");
        }
    }
}
