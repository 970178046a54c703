using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Storage;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Reporting;

namespace TextCollapse.Tests.Calibration;

/// <summary>Real chains without and with synthetic text, diagnosed in groups of seeds: how often a mode is found that is not there, or that is.</summary>
internal sealed class CalibrationStudy
{
    public const string Null = "fresh-real-1", Again = "fixed-real-1", Replace = "replace";

    private readonly ILookup<string, GenerationRow> _rows;

    private CalibrationStudy(ILookup<string, GenerationRow> rows) => _rows = rows;

    /// <summary>Runs the chains in a temporary folder.</summary>
    public static CalibrationStudy Run(string corpus, int generations, int seeds, string arms)
    {
        var path = Directory.CreateTempSubdirectory("calibration").FullName;
        try
        {
            var text = $$"""
                corpus: {{corpus}}
                model: { kind: ngram, order: 4, smoothing: witten-bell }
                generations: {{generations}}
                seeds: 1-{{seeds}}
                keep: texts
                arms: [{{arms}}]
                """;
            using var folder = RunFolder.Open(path, StudyPlan.Of(StudyReader.Read(text, "calibration")), text);
            var failures = new StudyRun(folder, new ChainFactory(new Engines())).Run(2, 2);
            Assert.Empty(failures);
            return new(GenerationsCsv.Rows(folder).ToLookup(row => row.Arm));
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    /// <summary>The share of groups of so many seeds in which a mode is present at any generation, and how many groups there are.</summary>
    public IReadOnlyDictionary<FailureMode, double> Ever(string arm, string? control, int group) => Share(arm, control, group,
        (diagnoses, mode) => diagnoses.Any(diagnosis => diagnosis[mode] == FailureVerdict.Present));

    /// <summary>The share of groups in which a mode is present at the last generation.</summary>
    public IReadOnlyDictionary<FailureMode, double> AtLast(string arm, string? control, int group) => Share(arm, control, group,
        (diagnoses, mode) => diagnoses[^1][mode] == FailureVerdict.Present);

    /// <summary>How many groups of so many seeds an arm has.</summary>
    public int Groups(string arm, int group) => _rows[arm].Select(row => row.Seed).Distinct().Count() / group;

    private Dictionary<FailureMode, double> Share(string arm, string? control, int group, Func<IReadOnlyList<Diagnosis>, FailureMode, bool> found)
    {
        long[][] groups = [.. _rows[arm].Select(row => row.Seed).Distinct().Order().Chunk(group).Where(seeds => seeds.Length == group)];
        var diagnoses = groups.Select(seeds => Diagnosis.Of([.. _rows[arm].Where(row => seeds.Contains(row.Seed))], null,
            control is null ? null : [.. _rows[control].Where(row => seeds.Contains(row.Seed))])).ToArray();
        return FailureModeDefinition.All.ToDictionary(mode => mode.Mode,
            mode => diagnoses.Count(one => found(one, mode.Mode)) / (double)groups.Length);
    }
}
