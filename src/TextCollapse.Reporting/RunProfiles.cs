using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Metrics.Definitions;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Reporting;

/// <summary>The eight definitions of collapse for every arm of a run, each held against the right control.</summary>
internal static class RunProfiles
{
    /// <summary>Budgets that differ by less than this share are equal.</summary>
    private const double EqualBudget = 0.01;

    /// <summary>An arm with what decides its controls and sizes, computed once: a sweep has thousands of arms.</summary>
    /// <param name="Arm">The arm.</param>
    /// <param name="Profiled">Its rows.</param>
    /// <param name="Unmixed">The identity of everything but mixing and mitigations.</param>
    /// <param name="Unsized">The identity of everything but the size of the training text.</param>
    /// <param name="Budget">Mean characters of the last training text.</param>
    private sealed record Entry(Arm Arm, ProfiledArm Profiled, string Unmixed, string Unsized, double Budget)
    {
        public bool IsRealTextAlone => Arm.Options.Mixing.IsRealTextAlone;
    }

    /// <summary>A profile per arm with a finished generation, in the order of the plan.</summary>
    public static IReadOnlyList<CollapseProfile> Of(RunStore records)
    {
        var rows = records.Rows.ToLookup(row => row.Arm);
        var budgets = records.Chains.Where(chain => chain.Facts.Count > 0)
            .ToLookup(chain => chain.Arm.Id, chain => chain.Facts[^1].TrainingCharacters);
        Entry[] entries =
        [
            .. records.Folder.Plan.Arms.Where(arm => rows[arm.Id].Any()).Select(arm =>
                new Entry(arm, Arm(arm, rows), Unmixed(arm), Unsized(arm), budgets[arm.Id].Average())),
        ];
        var controls = entries.Where(entry => entry.IsRealTextAlone).ToLookup(entry => entry.Unmixed);
        var sizes = entries.ToLookup(entry => entry.Unsized);
        return
        [
            .. entries.Select(entry => CollapseProfile.Of(new ProfiledArm(entry.Arm.Id, [.. rows[entry.Arm.Id]])
            {
                SeedsDrawText = entry.Profiled.SeedsDrawText,
                Control = Control(entry, controls[entry.Unmixed])?.Profiled,
                Sizes =
                [
                    .. sizes[entry.Unsized].OrderBy(other => other.Arm.Options.Corpus.Train)
                        .DistinctBy(other => other.Arm.Options.Corpus.Train)
                        .Select(other => ((double)other.Arm.Options.Corpus.Train, other.Profiled)),
                ],
            })),
        ];
    }

    private static ProfiledArm Arm(Arm arm, ILookup<string, GenerationRow> rows) => new(arm.Id, [.. rows[arm.Id]])
    {
        SeedsDrawText = arm.Options.Corpus.Split == TextSplit.Spread,
    };

    /// <summary>
    /// The arm that trains on real text alone, differs from this one in mixing and mitigations only, and was trained on as much; one of the
    /// same strategy before others.
    /// </summary>
    private static Entry? Control(Entry arm, IEnumerable<Entry> candidates) => arm.IsRealTextAlone ? null : candidates
        .Where(other => Math.Abs(other.Budget / arm.Budget - 1) <= EqualBudget)
        .OrderByDescending(other => other.Arm.Options.Mixing.GetType() == arm.Arm.Options.Mixing.GetType()).FirstOrDefault();

    private static string Unmixed(Arm arm) =>
        (arm.Options with { Mixing = new ArmOptions().Mixing, Mitigations = MitigationList.None }).Hash();

    private static string Unsized(Arm arm) =>
        (arm.Options with { Corpus = arm.Options.Corpus with { Train = new CorpusOptions().Train } }).Hash();
}
