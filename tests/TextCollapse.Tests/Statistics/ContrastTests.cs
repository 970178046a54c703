using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Tests.Statistics;

public class ContrastTests
{
    private static readonly ContrastDesign Design = new([new("ensemble", "baseline")]) { Metrics = ["bpc_real"] };

    private static GenerationRow Row(string arm, long seed, int generation, double bpc) =>
        new(arm, seed, generation, [new("bpc_real", bpc), new("budget", 100), new("hill_1_4", bpc * bpc)]);

    /// <summary>The baseline rises by 1; the other arm starts so much higher and rises by so much less.</summary>
    private static List<GenerationRow> Study(int seeds, double start, double less) =>
    [
        .. from seed in Enumerable.Range(1, seeds)
           from row in new[]
           {
               Row("baseline", seed, 0, 2), Row("baseline", seed, 3, 3 + 0.01 * seed),
               Row("ensemble", seed, 0, 2 + start * (1 + 0.01 * seed)), Row("ensemble", seed, 3, 3 + start * (1 + 0.02 * seed) - less),
           }
           select row,
    ];

    private static Contrast Of(IReadOnlyList<Contrast> contrasts, string metric, ContrastOutcome outcome) =>
        Assert.Single(contrasts, contrast => contrast.Metric == metric && contrast.Outcome == outcome);

    [Fact]
    public void An_arm_that_starts_worse_and_ends_worse_may_have_risen_less()
    {
        var contrasts = Contrast.Of(Study(8, 0.60, 0.06), Design, 3);
        var (level, change) = (Of(contrasts, "bpc_real", ContrastOutcome.Level), Of(contrasts, "bpc_real", ContrastOutcome.Change));
        Assert.Equal(0.549, level.Difference.Mean.Value, 9);
        Assert.Equal(-0.078, change.Difference.Mean.Value, 9);
        Assert.Equal((ContrastVerdict.Higher, ContrastVerdict.Lower), (level.Verdict, change.Verdict));
        Assert.Matches("ensemble is higher .*; they differ at generation 0 already, by 0.627 ", CollapseSentences.Of(level));
        Assert.Contains("the change of ensemble is lower (p = 0.007812, Benjamini–Hochberg", CollapseSentences.Of(change), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_study_sets_is_not_tested_and_takes_nothing_from_the_others()
    {
        var contrasts = Contrast.Of(Study(8, 0.6, 0.06), Design with { IsTested = metric => metric != "budget" }, 3);
        var budget = Of(contrasts, "budget", ContrastOutcome.Level);
        Assert.Equal((ContrastFamily.NotTested, ContrastVerdict.NotTested, false), (budget.Family, budget.Verdict, budget.AdjustedP.IsDefined));
        // Exploratory are the change of bpc_real and both outcomes of hill_1_4: three tests that are all at their least p.
        Assert.Equal(2 / 256.0, Of(contrasts, "hill_1_4", ContrastOutcome.Level).AdjustedP.Value, 12);
    }

    [Fact]
    public void One_or_two_seeds_describe_and_test_nothing()
    {
        var one = Of(Contrast.Of(Study(1, 0.5, 0), Design, 3), "bpc_real", ContrastOutcome.Level);
        var two = Of(Contrast.Of(Study(2, 0.5, 0), Design, 3), "bpc_real", ContrastOutcome.Level);
        Assert.Equal((ContrastVerdict.Descriptive, ContrastVerdict.Descriptive), (one.Verdict, two.Verdict));
        Assert.Contains("one seed cannot tell a difference from chance", CollapseSentences.Of(one), StringComparison.Ordinal);
        Assert.Contains("two seeds cannot reach .05 (the smallest possible p is 0.5)", CollapseSentences.Of(two), StringComparison.Ordinal);
    }

    [Fact]
    public void Arms_with_the_same_numbers_are_identical_not_indistinguishable()
    {
        var rows = Study(8, 0.5, 0).Where(row => row.Arm == "baseline").ToList();
        rows.AddRange([.. rows.Select(row => row with { Arm = "ensemble" })]);
        var contrast = Of(Contrast.Of(rows, Design, 3), "bpc_real", ContrastOutcome.Level);
        Assert.Equal((ContrastVerdict.Identical, 1.0), (contrast.Verdict, contrast.AdjustedP.Value));
        Assert.Contains("the same value in both arms with every seed", CollapseSentences.Of(contrast), StringComparison.Ordinal);
    }

    [Fact]
    public void Chains_that_are_missing_in_one_arm_are_counted_in_the_sentence()
    {
        var rows = Study(8, 0.5, 0.1).Where(row => row.Arm == "baseline" || row.Seed > 2).ToList();
        var contrast = Of(Contrast.Of(rows, Design, 3), "bpc_real", ContrastOutcome.Level);
        Assert.Equal((6, 2, 2 / 64.0), (contrast.Differences.Count, contrast.MissingSeeds, contrast.AdjustedP.Value));
        Assert.Contains("over six seeds (two seeds lack a value of one of the two arms)", CollapseSentences.Of(contrast), StringComparison.Ordinal);
    }

    [Fact]
    public void A_family_of_pairs_and_an_outcome_takes_in_no_other()
    {
        var rows = Study(8, 0.5, 0.1);
        rows.AddRange([.. rows.Where(row => row.Arm == "ensemble").Select(row => row with { Arm = "other" })]);
        var design = new ContrastDesign([new("ensemble", "baseline"), new("other", "baseline")])
        {
            Metrics = ["bpc_real"],
            Outcome = ContrastOutcome.Change,
            PrimaryPairs = [new("other", "baseline")],
        };
        var primary = Assert.Single(Contrast.Of(rows, design, 3), contrast => contrast.Primary);
        Assert.Equal(("other", ContrastOutcome.Change, 2 / 256.0), (primary.Arm, primary.Outcome, primary.HolmP.Value));
    }

    [Fact]
    public void At_generation_0_there_is_no_change() =>
        Assert.All(Contrast.Of(Study(3, 0.5, 0.1), Design, 0), contrast => Assert.Equal(ContrastOutcome.Level, contrast.Outcome));
}
