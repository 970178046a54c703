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
    /// <param name="Cell">The arm.</param>
    /// <param name="Profiled">Its rows.</param>
    /// <param name="Unmixed">The identity of everything but mixing and mitigations.</param>
    /// <param name="Unsized">The identity of everything but the size of the training text.</param>
    /// <param name="Budget">Mean characters of the last training text.</param>
    private sealed record Entry(Cell Cell, ProfiledArm Profiled, string Unmixed, string Unsized, double Budget)
    {
        public bool IsRealTextAlone => Cell.Options.Mixing.IsRealTextAlone;
    }

    /// <summary>A profile per arm with a finished generation, in the order of the plan.</summary>
    public static IReadOnlyList<CollapseProfile> Of(RunStore records)
    {
        var rows = records.Rows.ToLookup(row => row.Cell);
        var budgets = records.Chains.Where(chain => chain.Facts.Count > 0)
            .ToLookup(chain => chain.Cell.Id, chain => chain.Facts[^1].TrainingCharacters);
        Entry[] entries =
        [
            .. records.Folder.Plan.Cells.Where(cell => rows[cell.Id].Any()).Select(cell =>
                new Entry(cell, Arm(cell, rows), Unmixed(cell), Unsized(cell), budgets[cell.Id].Average())),
        ];
        var controls = entries.Where(entry => entry.IsRealTextAlone).ToLookup(entry => entry.Unmixed);
        var sizes = entries.ToLookup(entry => entry.Unsized);
        return
        [
            .. entries.Select(entry => CollapseProfile.Of(new ProfiledArm(entry.Cell.Id, [.. rows[entry.Cell.Id]])
            {
                SeedsDrawText = entry.Profiled.SeedsDrawText,
                Control = Control(entry, controls[entry.Unmixed])?.Profiled,
                Sizes =
                [
                    .. sizes[entry.Unsized].OrderBy(other => other.Cell.Options.Corpus.Train)
                        .DistinctBy(other => other.Cell.Options.Corpus.Train)
                        .Select(other => ((double)other.Cell.Options.Corpus.Train, other.Profiled)),
                ],
            })),
        ];
    }

    private static ProfiledArm Arm(Cell cell, ILookup<string, GenerationRow> rows) => new(cell.Id, [.. rows[cell.Id]])
    {
        SeedsDrawText = cell.Options.Corpus.Split == TextSplit.Spread,
    };

    /// <summary>
    /// The arm that trains on real text alone, differs from this one in mixing and mitigations only, and was trained on as much; one of the
    /// same strategy before others.
    /// </summary>
    private static Entry? Control(Entry arm, IEnumerable<Entry> candidates) => arm.IsRealTextAlone ? null : candidates
        .Where(other => Math.Abs(other.Budget / arm.Budget - 1) <= EqualBudget)
        .OrderByDescending(other => other.Cell.Options.Mixing.GetType() == arm.Cell.Options.Mixing.GetType()).FirstOrDefault();

    private static string Unmixed(Cell cell) =>
        (cell.Options with { Mixing = new ArmOptions().Mixing, Mitigations = MitigationList.None }).Hash();

    private static string Unsized(Cell cell) =>
        (cell.Options with { Corpus = cell.Options.Corpus with { Train = new CorpusOptions().Train } }).Hash();
}
