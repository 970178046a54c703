using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Storage;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Reporting;

/// <summary>
/// The differences between runs: the settings that differ between their arms, then the key figures at the last generation, paired by seed
/// for shared seeds.
/// </summary>
/// <param name="Settings">The keys that differ, in the order of their names.</param>
/// <param name="Rows">A row per arm of each run, runs in the order given.</param>
public sealed record RunComparison(IReadOnlyList<string> Settings, IReadOnlyList<ComparedArm> Rows)
{
    /// <summary>
    /// Arms that were measured on other real text than the baseline for a common seed: another source, size or split. Losses on different
    /// held-out texts or alphabets are not comparable.
    /// </summary>
    public IReadOnlyList<ComparedArm> OnOtherText { get; init; } = [];

    /// <summary>The key figures: the primary metrics of contrasts.</summary>
    public static IReadOnlyList<string> Figures => PrimaryOptions.KeyMetrics;

    /// <summary>
    /// Compares runs. The baseline is the first arm of the first run; the generation is the last that all arms have reached.
    /// </summary>
    /// <exception cref="InputException">A folder contains no run, or no run has a finished generation.</exception>
    public static RunComparison Of(IReadOnlyList<string> paths)
    {
        var runs = paths.Select(path =>
        {
            using var folder = RunFolder.Read(path);
            return (Path: path, Records: RunStore.Read(folder));
        }).ToArray();
        var arms = runs
            .SelectMany(run => run.Records.Folder.Plan.Arms
            .Select(arm => (run.Path, Arm: arm, Rows: run.Records.Rows.Where(row => row.Arm == arm.Id).ToArray())))
            .Where(arm => arm.Rows.Length > 0).ToArray();
        if (arms.Length == 0)
            throw new InputException(string.Join(", ", paths),
                "none of these runs has a finished generation to compare yet.");
        var generation = arms.Min(arm => arm.Rows.Max(row => row.Generation));
        string[] varying = [.. ArmOptions.Varying(arms.Select(arm => arm.Arm.Options))];
        var baseline = arms[0].Rows.Where(row => row.Generation == generation).ToDictionary(row => row.Seed);
        ComparedArm[] rows =
        [
            .. arms.Select((arm, number) =>
            {
                var rows = arm.Rows.Where(row => row.Generation == generation).OrderBy(row => row.Seed).ToArray();
                return new ComparedArm(arm.Path, arm.Arm.Id, generation, [.. varying.Select(key => Value(arm.Arm, key))],
                [
                    .. Figures.Select(figure => new ComparedFigure(figure, Over(rows.Select(row => row[figure])),
                        number == 0 ? null
                            : Over(rows.Where(row => baseline.ContainsKey(row.Seed))
                            .Select(row => Difference(row[figure], baseline[row.Seed][figure]))))),
                ]);
            }),
        ];
        var texts = arms.Select(arm => runs.Single(run => run.Path == arm.Path).Records.Chains
            .Where(chain => chain.Arm.Id == arm.Arm.Id && chain.Identity is not null)
            .ToDictionary(chain => chain.Seed, chain => (string?)chain.Identity!["real text"])).ToArray();
        return new(varying, rows)
        {
            OnOtherText = [.. rows.Where((_, number) =>
                texts[number].Any(text => texts[0].TryGetValue(text.Key, out var first) && first != text.Value))],
        };
    }

    private static string Value(Arm arm, string key) => arm.Options.Entries().FirstOrDefault(entry => entry.Key == key)?.Text ?? "";

    private static SeedInterval Over(IEnumerable<Measurement> values) =>
        SeedInterval.Student([.. values.Where(value => value.IsDefined).Select(value => value.Value)]);

    private static Measurement Difference(Measurement one, Measurement other) => one.IsDefined && other.IsDefined ? one.Value - other.Value
        : Measurement.Undefined("one of the two is undefined");
}

/// <summary>One arm of one run in a comparison.</summary>
/// <param name="Run">The run's folder as given.</param>
/// <param name="Arm">The name of the arm.</param>
/// <param name="Generation">The generation compared.</param>
/// <param name="Settings">Its values of the keys that differ; empty if a key does not apply to the arm.</param>
/// <param name="Figures">The key figures.</param>
public sealed record ComparedArm(string Run, string Arm, int Generation, IReadOnlyList<string> Settings,
    IReadOnlyList<ComparedFigure> Figures);

/// <summary>One key figure of one arm.</summary>
/// <param name="Metric">The column.</param>
/// <param name="Value">Mean over seeds with its 95 % t-interval.</param>
/// <param name="Difference">Mean difference from the baseline over the seeds that both have; null for the baseline itself.</param>
public sealed record ComparedFigure(string Metric, SeedInterval Value, SeedInterval? Difference);
