using System.Text.Json.Nodes;
using TextCollapse.Experiments.Analysis;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Storage;
using TextCollapse.Metrics.Definitions;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Reporting;

/// <summary>
/// The committed generations in a run's folder, read once: all result files are written from the same snapshot, even while the run
/// continues.
/// </summary>
public sealed class RunStore
{
    private readonly Lazy<IReadOnlyList<GenerationRow>> _rows;
    private readonly Lazy<ContrastDesign> _design;
    private readonly Lazy<IReadOnlyList<Contrast>> _contrasts;
    private readonly Lazy<IReadOnlyList<(string, IReadOnlyList<Diagnosis>)>> _diagnoses;
    private readonly Lazy<IReadOnlyList<CollapseProfile>> _profiles;

    private RunStore(RunFolder folder, IReadOnlyList<ChainResults> chains)
    {
        (Folder, Chains, Analysis) = (folder, chains, AnalysisRecord.Read(folder.Path));
        _rows = new(MakeRows);
        _design = new(() => PrimaryFamily.Design(folder.Plan));
        _contrasts = new(MakeContrasts);
        _diagnoses = new(MakeDiagnoses);
        _profiles = new(MakeProfiles);
    }

    /// <summary>The folder.</summary>
    public RunFolder Folder { get; }

    /// <summary>What was analysed, where the texts were made elsewhere; null for a run.</summary>
    public AnalysisRecord? Analysis { get; }

    /// <summary>Every chain of the plan, arm by arm and seed by seed.</summary>
    public IReadOnlyList<ChainResults> Chains { get; }

    /// <summary>All committed generations, ordered by arm and seed.</summary>
    public IEnumerable<(string Arm, long Seed, GenerationFacts Facts)> Generations => Chains
        .SelectMany(chain => chain.Facts.Select(facts => (chain.Arm.Id, chain.Seed, facts)));

    /// <summary>The generations as rows for statistics: shares and sizes are columns like metrics.</summary>
    public IReadOnlyList<GenerationRow> Rows => _rows.Value;

    /// <summary>The compared pairs of arms, and the comparisons that the study specified in advance.</summary>
    public ContrastDesign Design => _design.Value;

    /// <summary>The comparisons at the last generation that all arms have reached with at least one seed.</summary>
    public IReadOnlyList<Contrast> Contrasts => _contrasts.Value;

    /// <summary>The failure modes of every arm that has finished a generation after generation 0, in the order of the plan.</summary>
    public IReadOnlyList<(string Arm, IReadOnlyList<Diagnosis> Diagnoses)> Diagnoses => _diagnoses.Value;

    /// <summary>The eight definitions of collapse for every arm with a finished generation, in the order of the plan.</summary>
    public IReadOnlyList<CollapseProfile> Profiles => _profiles.Value;

    /// <summary>Reads what is committed now.</summary>
    /// <exception cref="InputException">A file is damaged.</exception>
    public static RunStore Read(RunFolder folder)
    {
        var chains = (from arm in folder.Plan.Arms from seed in folder.Plan.Seeds select (arm, seed)).ToArray();
        try
        {
            return new(folder,
                [.. chains.AsParallel().AsOrdered()
                .Select(chain => ChainResults.Read(folder.Chain(chain.arm, chain.seed), chain.arm, chain.seed))]);
        }
        catch (AggregateException e) when (e.Flatten().InnerExceptions.OfType<InputException>().FirstOrDefault() is { } error)
        {
            throw error;
        }
    }

    private IReadOnlyList<GenerationRow> MakeRows() =>
    [
        .. Generations.Select(row => new GenerationRow(row.Arm, row.Seed, row.Facts.Generation, row.Facts.Columns)),
    ];

    private IReadOnlyList<Contrast> MakeContrasts()
    {
        var reached = Chains.GroupBy(chain => chain.Arm.Id).Min(arm => arm.Max(chain => chain.Facts.Count) - 1);
        return reached < 0 ? [] : Contrast.Of(Rows, Design, reached);
    }

    private IReadOnlyList<(string, IReadOnlyList<Diagnosis>)> MakeDiagnoses()
    {
        var rows = Rows.ToLookup(row => row.Arm);
        return
        [
            .. Folder.Plan.Arms.Select(arm => (arm.Id, Restate(Diagnosis.Of([.. rows[arm.Id]])))).Where(arm => arm.Item2.Count > 0),
        ];
    }

    private IReadOnlyList<Diagnosis> Restate(IReadOnlyList<Diagnosis> diagnoses) => Analysis is not { } analysis ? diagnoses
        : [.. diagnoses.Select(diagnosis => diagnosis with
        {
            Readings =
            [
                .. diagnosis.Readings.Select(reading => reading with { Evidence = [.. reading.Evidence.Select(analysis.Restate)] }),
            ],
        })];

    private IReadOnlyList<CollapseProfile> MakeProfiles() => Analysis is not { } analysis ? RunProfiles.Of(this)
        : [.. RunProfiles.Of(this).Select(profile => profile with
        {
            Readings = [.. profile.Readings.Select(reading => reading with
            {
                Evidence = analysis.Restate(reading.Evidence), Reference = analysis.Restate(reading.Reference),
                Sensitivity = analysis.Restate(reading.Sensitivity),
            })],
        })];
}

/// <summary>The committed results of one chain.</summary>
/// <param name="Arm">Its arm.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Identity">The settings it was started with, or null if it was not started.</param>
/// <param name="Facts">Its generations, from 0.</param>
/// <param name="Times">Their times; null where not recorded.</param>
public sealed record ChainResults(Arm Arm, long Seed, JsonNode? Identity, IReadOnlyList<GenerationFacts> Facts,
    IReadOnlyList<GenerationTimes?> Times)
{
    internal static ChainResults Read(string folder, Arm arm, long seed)
    {
        if (!Directory.Exists(folder))
            return new(arm, seed, null, [], []);
        GenerationFolder[] generations = [.. ChainStore.In(folder)];
        return new(arm, seed, ChainStore.Identity(folder), [.. generations.Select(generation => generation.Facts())],
            [.. generations.Select(generation => generation.Times())]);
    }
}
