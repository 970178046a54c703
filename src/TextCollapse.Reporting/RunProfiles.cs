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

    /// <summary>A profile per arm with a finished generation, in the order of the plan.</summary>
    public static IReadOnlyList<CollapseProfile> Of(RunStore records)
    {
        var rows = records.Rows.ToLookup(row => row.Cell);
        Cell[] cells = [.. records.Folder.Plan.Cells.Where(cell => rows[cell.Id].Any())];
        var arms = cells.ToDictionary(cell => cell.Id, cell => Arm(cell, rows));
        return
        [
            .. cells.Select(cell => CollapseProfile.Of(new ProfiledArm(cell.Id, [.. rows[cell.Id]])
            {
                SeedsDrawText = arms[cell.Id].SeedsDrawText,
                Control = Control(records, cell, cells) is { } control ? arms[control.Id] : null,
                Sizes =
                [
                    .. cells.Where(other => Others(other) == Others(cell)).OrderBy(other => other.Options.Corpus.Train)
                        .DistinctBy(other => other.Options.Corpus.Train)
                        .Select(other => ((double)other.Options.Corpus.Train, arms[other.Id])),
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
    private static Cell? Control(RunStore records, Cell arm, Cell[] cells) => cells
        .Where(other => other.Id != arm.Id && other.Options.Mixing.IsRealTextAlone && !arm.Options.Mixing.IsRealTextAlone
            && Unmixed(other) == Unmixed(arm) && Math.Abs(Budget(records, other) / Budget(records, arm) - 1) <= EqualBudget)
        .OrderByDescending(other => other.Options.Mixing.GetType() == arm.Options.Mixing.GetType()).FirstOrDefault();

    private static string Unmixed(Cell cell) =>
        (cell.Options with { Mixing = new ArmOptions().Mixing, Mitigations = MitigationList.None }).Hash();

    /// <summary>The identity of everything but the size of the training text.</summary>
    private static string Others(Cell cell) =>
        (cell.Options with { Corpus = cell.Options.Corpus with { Train = new CorpusOptions().Train } }).Hash();

    private static double Budget(RunStore records, Cell cell) => records.Chains
        .Where(chain => chain.Cell.Id == cell.Id && chain.Facts.Count > 0).Average(chain => chain.Facts[^1].TrainingCharacters);
}
