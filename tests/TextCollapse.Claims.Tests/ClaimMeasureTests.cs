using TextCollapse.Claims.Measures;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Claims.Tests;

public class ClaimMeasureTests
{
    [Fact]
    public void A_slope_is_per_generation_and_may_begin_later()
    {
        var seed = Seed(("a", "m", [0, 5, 6, 7, 8]), ("b", "m", [0, 1, 2, 3, 4]));
        Assert.Equal(1, Of(new Slope("m", "a", null, 1, null), seed));
        Assert.Equal(0, Of(new Slope("m", "a", "b", 1, null), seed));
    }

    [Fact]
    public void A_change_and_a_growth_are_of_the_last_generation_against_the_first()
    {
        var seed = Seed(("a", "m", [2, 9, 3]), ("b", "m", [4, 0, 8]));
        Assert.Equal(1, Of(new Change("m", "a", null, 0, null), seed));
        Assert.Equal(1.5, Of(new Growth("m", "a", null, 0, null), seed));
        Assert.Equal(7, Of(new Change("m", "a", null, 0, 1), seed));
        Assert.Equal(0.25, Of(new RelativeChange("m", "a", "b", 0, null), seed));
        Assert.Equal(-5, Of(new Value("m", "a", "b", null), seed));
    }

    [Fact]
    public void A_power_law_has_its_exponent()
        => Assert.Equal(-0.5,
            Of(new PowerLaw("y", "x", ["p", "q", "r"], null), Columns("p", ("x", 1), ("y", 8)), Columns("q", ("x", 4), ("y", 4)),
            Columns("r", ("x", 16), ("y", 2))), 12);

    [Fact]
    public void A_minimum_lies_at_the_vertex_of_the_parabola()
    {
        var arms = new[] { 0.0, 1, 2, 3, 4 }.Select(x => Columns($"c{x}", ("x", x), ("y", (x - 1.7) * (x - 1.7)))).ToArray();
        Assert.Equal(1.7, Of(new MinimumAt("y", "x", [.. arms.Select(arm => arm.Arm)]), arms), 12);
    }

    [Fact]
    public void A_minimum_at_the_edge_is_the_edge()
        => Assert.Equal(0,
            Of(new MinimumAt("y", "x", ["p", "q", "r"]), Columns("p", ("x", 0), ("y", 1)), Columns("q", ("x", 1), ("y", 2)),
            Columns("r", ("x", 2), ("y", 3))));

    [Fact]
    public void Convexity_and_order_look_at_the_steps_between_cells()
    {
        GenerationRow[] rows = [Columns("p", ("y", 10)), Columns("q", ("y", 6)), Columns("r", ("y", 5))];
        Assert.Equal(3, Of(new Convexity("y", ["p", "q", "r"], null), rows));
        Assert.Equal(1, Of(new SmallestStep("y", ["p", "q", "r"], null), rows));
        Assert.Equal(-4, Of(new SmallestStep("y", ["q", "p", "r"], null), rows));
    }

    [Fact]
    public void Chi_square_is_that_of_a_table_by_hand()
        => Assert.Equal(((16.0 / 50) + (16.0 / 50)) / 1 - 1,
            Of(new ExcessFit("seen", "law", "a", 2), Columns("a", ("seen_1", 54), ("seen_2", 46), ("law_1", 0.5), ("law_2", 0.5))), 12);

    [Fact]
    public void Chi_square_is_undefined_where_too_few_are_expected()
        => Assert.False(new ExcessFit("seen", "law", "a",
            2).Of(SeedRows.Of([Columns("a", ("seen_1", 9), ("seen_2", 0), ("law_1", 0.9), ("law_2", 0.1))])[0]).IsDefined);

    [Fact]
    public void A_rank_correlation_of_a_falling_row_is_minus_one()
        => Assert.Equal(-1, Of(new RankCorrelation("lost", "a", 3), Columns("a", ("lost_1", 90), ("lost_2", 8), ("lost_3", 1))), 12);

    [Fact]
    public void A_lead_is_the_time_between_two_alarms_and_counts_a_missing_one_as_after_the_end()
    {
        GenerationRow[] rows = [Row("a", 0, ("d", 1), ("p", 10)), Row("a", 1, ("d", 0.8), ("p", 10.5)), Row("a", 2, ("d", 0.7), ("p", 10.9)),
            Row("a", 3, ("d", 0.7), ("p", 12))];
        Assert.Equal(2, Of(new LeadTime("d", "p", "a", 0.1), rows));
        Assert.Equal(3, Of(new LeadTime("d", "p", "a", 0.1), [.. rows[..3], Row("a", 3, ("d", 0.7), ("p", 10))]));
        Assert.Equal(-2, Of(new LeadTime("p", "d", "a", 0.25), rows));
        Assert.False(new LeadTime("p", "d", "a", 0.9).Of(SeedRows.Of(rows)[0]).IsDefined);
    }

    [Fact]
    public void A_test_with_too_few_values_stays_undecided_and_says_why()
    {
        var test = new ClaimTest("it rises", new Value("m", "a", null, null), Prediction.Parse("above 0")!.Value);
        var finding = test.Judge(SeedRows.Of([new GenerationRow("a", 1, 0, [new("m", 5)]), new GenerationRow("a", 2, 0, [new("m", 5.1)]),
            new GenerationRow("a", 3, 0, [new("m", Measurement.Undefined("it was lost"))])]), 3);
        Assert.Equal(ClaimVerdict.Undecided, finding.Verdict);
        Assert.Contains("it was lost", finding.Note, StringComparison.Ordinal);
    }

    private static double Of(IClaimMeasure measure, params GenerationRow[] rows) => measure.Of(SeedRows.Of(rows)[0]).Value;

    private static GenerationRow[] Seed(params (string Arm, string Metric, double[] Values)[] series)
        => [.. series.SelectMany(one => one.Values.Select((value, generation) => Row(one.Arm, generation, (one.Metric, value))))];

    private static GenerationRow Columns(string arm, params (string, double)[] columns) => Row(arm, 0, columns);

    private static GenerationRow Row(string arm, int generation, params (string Name, double Value)[] columns)
        => new(arm, 1, generation, [.. columns.Select(column => KeyValuePair.Create(column.Name, Measurement.Of(column.Value)))]);
}
