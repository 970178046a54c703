using System.Text.Json;
using System.Text.Json.Nodes;
using TextCollapse.Chains;
using TextCollapse.Files;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Statistics;
using TextCollapse.Studies;

namespace TextCollapse.Reporting.Report;

/// <summary>What a run's folder says, read once for all parts of the report.</summary>
internal sealed class RunResults
{
    private const string Outcome = "bpc_real";

    private readonly Dictionary<(string Cell, int Generation), Summary> _summaries;

    /// <summary>Reads the committed generations.</summary>
    /// <exception cref="InputException">There is none yet, or a file is damaged.</exception>
    public RunResults(RunFolder folder)
    {
        Folder = folder;
        var records = RunRecords.Read(folder);
        Generations = [.. records.Generations];
        if (Generations.Count == 0)
            throw new InputException(folder.Path, "holds no finished generation yet; run the study first.");
        Rows = records.Rows;
        Arms = [.. folder.Plan.Cells.Where(cell => Rows.Any(row => row.Cell == cell.Id))];
        _summaries = Summary.Of(Rows).ToDictionary(summary => (summary.Cell, summary.Generation));
        Contrasts = records.Contrasts;
        Diagnoses = records.Diagnoses;
        Thresholds = ThresholdCsv.Of(records);
        Columns = [.. Rows.SelectMany(row => row.Metrics.Select(metric => metric.Key)).Distinct()];
        Last = Arms.Select(arm => Rows.Where(row => row.Cell == arm.Id).Max(row => row.Generation)).Min();
        Chains = folder.Plan.Cells.Count * folder.Plan.Seeds.Count;
        Finished = Generations.GroupBy(row => (row.Cell, row.Seed)).Count(chain => chain.Max(row => row.Facts.Generation) == Arm(chain.Key.Cell).Options.Generations);
        Manifest = ReadManifest(folder.PathOf("manifest.json"));
    }

    /// <summary>The folder.</summary>
    public RunFolder Folder { get; }

    /// <summary>The cells that have got anywhere, in the order of the plan; the first is the baseline.</summary>
    public IReadOnlyList<Cell> Arms { get; }

    /// <summary>All committed generations with what is recorded of them.</summary>
    public IReadOnlyList<(string Cell, long Seed, GenerationFacts Facts)> Generations { get; }

    /// <summary>The same as statistics see them.</summary>
    public IReadOnlyList<ChainRow> Rows { get; }

    /// <summary>Every column that was measured.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Each arm against the baseline at the last generation.</summary>
    public IReadOnlyList<Contrast> Contrasts { get; }

    /// <summary>The failure modes of each arm, generation by generation.</summary>
    public IReadOnlyList<(string Cell, IReadOnlyList<Diagnosis> Diagnoses)> Diagnoses { get; }

    /// <summary>The shares of real text at which collapse stops, as in <c>threshold.csv</c>; none where the study does not vary them.</summary>
    public IReadOnlyList<CollapseThreshold> Thresholds { get; }

    /// <summary>The last generation that every arm has reached.</summary>
    public int Last { get; }

    /// <summary>Chains that were planned.</summary>
    public int Chains { get; }

    /// <summary>Chains that are at their end.</summary>
    public int Finished { get; }

    /// <summary>What ran; null where the file is missing.</summary>
    public JsonNode? Manifest { get; }

    /// <summary>Seeds with a result.</summary>
    public int Seeds => Rows.Select(row => row.Seed).Distinct().Count();

    /// <summary>The seed whose texts are shown.</summary>
    public long ShownSeed => Folder.Plan.Seeds.First(seed => Rows.Any(row => row.Seed == seed));

    /// <summary>A cell by its name.</summary>
    public Cell Arm(string id) => Folder.Plan.Cells.First(cell => cell.Id == id);

    /// <summary>The arms of which texts and panels are shown: at most <paramref name="most"/>, the first one, and others from the best to the worst at equal distances.</summary>
    public IReadOnlyList<Cell> SomeArms(int most = 8)
    {
        if (Arms.Count <= most)
            return Arms;
        Cell[] ranked = [.. Arms.Skip(1).OrderBy(arm => Mean(arm.Id, Last, Outcome).Mean is { IsDefined: true, Value: var bits } ? bits : double.PositiveInfinity)];
        var chosen = Enumerable.Range(0, most - 1).Select(i => ranked[i * (ranked.Length - 1) / (most - 2)].Id).ToHashSet();
        return [.. Arms.Where((arm, i) => i == 0 || chosen.Contains(arm.Id))];
    }

    /// <summary>Says which arms <see cref="SomeArms"/> are; null where they are all.</summary>
    public string? WhichArms() => SomeArms().Count == Arms.Count ? null
        : $"Shown are {SomeArms().Count} of {Arms.Count} arms: the first one, and others at equal distances from the best to the worst by bits per character of real text at the end.";

    /// <summary>The place of an arm among all, by which it keeps its colour and marker in every picture.</summary>
    public int Style(string arm) => Arms.TakeWhile(cell => cell.Id != arm).Count();

    /// <summary>Mean and interval over seeds.</summary>
    public SeedInterval Mean(string arm, int generation, string column) => _summaries.TryGetValue((arm, generation), out var summary)
        ? summary.Metrics.FirstOrDefault(metric => metric.Key == column).Value : default;

    /// <summary>The generations of an arm.</summary>
    public IEnumerable<int> GenerationsOf(string arm) => _summaries.Keys.Where(key => key.Cell == arm).Select(key => key.Generation).Order();

    private static JsonNode? ReadManifest(string path)
    {
        try
        {
            if (!File.Exists(path))
                return null;
            var manifest = JsonNode.Parse(File.ReadAllBytes(path));
            FileFormat.Require(path, FileFormat.Of(manifest), ManifestJson.Format, "Run the study again with the same --out to write it anew.");
            return manifest;
        }
        catch (JsonException)
        {
            throw new InputException(path, "is damaged; run the study again with the same --out to write it anew.");
        }
    }
}
