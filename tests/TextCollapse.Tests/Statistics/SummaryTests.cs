using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Tests.Statistics;

public class SummaryTests
{
    private static GenerationRow Row(string arm, long seed, int generation, Measurement bpc, Measurement distinct)
        => new(arm, seed, generation, [new("bpc_real", bpc), new("distinct_4", distinct)]);

    private static List<GenerationRow> Study(int seeds, double effect) =>
    [
        .. from arm in new[] { "replace", "accumulate" }
           from seed in Enumerable.Range(1, seeds)
           from generation in new[] { 1, 0 }
           select Row(arm, seed, generation, 2 + 0.01 * seed + (arm == "replace" ? effect * generation * (1 + 0.01 * seed) : 0), Measurement.Undefined("no text")),
    ];

    [Fact]
    public void A_summary_has_a_row_per_cell_and_generation_in_order_with_the_interval_over_seeds()
    {
        var summary = Summary.Of(Study(3, 0.5));
        Assert.Equal([("replace", 0), ("replace", 1), ("accumulate", 0), ("accumulate", 1)], summary.Select(row => (row.Arm, row.Generation)));
        var first = summary[0].Metrics[0].Value;
        Assert.Equal(2.02, first.Mean.Value, 12);
        Assert.Equal(2.02 - 4.302652729749 * 0.01 / Math.Sqrt(3), first.Lower.Value, 9);
        Assert.Equal(3, first.Seeds);
        Assert.Equal((0, false), (summary[0].Metrics[1].Value.Seeds, summary[0].Metrics[1].Value.Mean.IsDefined));
    }

    [Fact]
    public void Contrasts_are_paired_by_seed_and_adjusted_within_their_family()
    {
        var contrasts = Contrast.Of(Study(8, 0.5), "accumulate", 1, ["bpc_real"]);
        var bpc = Assert.Single(contrasts, contrast => contrast is { Metric: "bpc_real", Outcome: ContrastOutcome.Level });
        Assert.Equal(2 / 256.0, bpc.Test.P.Value);
        Assert.Equal(0.5225, bpc.Difference.Mean.Value, 9);
        Assert.Contains("replace is higher", CollapseSentences.Of(bpc), StringComparison.Ordinal);
        Assert.Contains("not compared", CollapseSentences.Of(Assert.Single(contrasts, contrast => contrast is { Metric: "distinct_4", Outcome: ContrastOutcome.Level })), StringComparison.Ordinal);
    }

    [Fact]
    public void Five_seeds_cannot_reach_a_twentieth_and_the_sentence_says_so()
        => Assert.Contains("five seeds cannot reach .05 (the smallest possible p is 0.0625)",
            CollapseSentences.Of(Contrast.Of(Study(5, 0.5), "accumulate", 1, ["bpc_real"])[0]), StringComparison.Ordinal);

    [Fact]
    public void One_seed_cannot_tell_a_difference_from_chance()
        => Assert.Contains("one seed cannot tell", CollapseSentences.Of(Contrast.Of(Study(1, 0.5), "accumulate", 1, ["bpc_real"])[0]), StringComparison.Ordinal);

    [Fact]
    public void Noise_is_called_noise_and_equality_needs_a_margin()
    {
        var rows = Study(8, 0).Select(row => row.Arm == "replace" && row.Seed % 2 == 0
            ? row with { Metrics = [new("bpc_real", row["bpc_real"].Value + 0.001)] }
            : row with { Metrics = [new("bpc_real", row["bpc_real"].Value + (row.Arm == "replace" ? -0.001 : 0))] }).ToList();
        var contrast = Contrast.Of(rows, "accumulate", 1, ["bpc_real"])[0];
        Assert.Contains("indistinguishable from noise", CollapseSentences.Of(contrast), StringComparison.Ordinal);
        Assert.Contains("equal within the margin of 0.01", CollapseSentences.Of(contrast with { Margin = 0.01 }), StringComparison.Ordinal);
        Assert.Contains("not shown to be equal", CollapseSentences.Of(contrast with { Margin = 0.0001 }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_distance_below_the_floor_is_noise()
    {
        var floor = new NoiseFloor(0.01, 0.02, 40);
        Assert.Contains("indistinguishable from noise", CollapseSentences.Of("js_4", 0.015, floor), StringComparison.Ordinal);
        Assert.Contains("above the noise floor", CollapseSentences.Of("js_4", 0.025, floor), StringComparison.Ordinal);
    }

    [Fact]
    public void Holm_and_Benjamini_Hochberg_refuse_what_is_no_p_value()
        => Assert.Throws<ArgumentOutOfRangeException>(() => MultipleTesting.Holm([0.5, double.NaN]));
}
