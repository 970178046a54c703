using TextCollapse.Metrics.Statistics;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Statistics;

public class CollapseThresholdTests
{
    private static readonly (string, double)[] Arms = [("r-1", 1), ("r-0", 0), ("r-0.5", 0.5)];

    [Theory]
    [InlineData(0.5, 1, 4, 2, 0)]
    [InlineData(0, 0.5, 3, 0, 0)]
    [InlineData(0, 0, 0.5, 0.4, 0)]
    public void Its_bracket_is_the_pair_of_shares_between_which_the_loss_comes_down_to_the_margin(
        double lower, double upper, double none, double half, double all)
    {
        // Margin 1, which is 10 % of 10.
        var threshold = CollapseThreshold.Of(Rows(1, none, half, all), Arms, "m", 0.1)!;
        Assert.Equal((lower, upper, "r-1", 5), (threshold.BracketLower, threshold.BracketUpper, threshold.Control, threshold.Generation));
        Assert.InRange(threshold.Share.Mean.Value, lower, upper);
    }

    [Fact]
    public void On_a_straight_fall_it_is_where_the_line_meets_the_margin() =>
        Assert.Equal(0.75, CollapseThreshold.Of(Rows(1, 4, 2, 0), Arms, "m", 0.1)!.Share.Mean.Value, 9);

    [Fact]
    public void What_the_control_loses_too_is_not_held_against_synthetic_text()
        => Assert.Equal(CollapseThreshold.Of(Rows(1, 4, 2, 0), Arms, "m", 0.1)!.Share.Mean.Value,
            CollapseThreshold.Of(Rows(1, 9, 7, 5), Arms, "m", 0.1)!.Share.Mean.Value, 9);

    [Fact]
    public void Losses_that_rise_by_chance_are_pooled() =>
        Assert.Equal([2.0, 2, 0], MonotoneFit.Falling([0, 0.5, 1], [1, 3, 0]).Values);

    [Fact]
    public void The_pooled_fit_is_the_closest_of_all_falling_ones()
    {
        var random = new RandomKey(41, "isotonic", 0).Stream("values");
        for (var trial = 0; trial < 20; trial++)
        {
            double[] values = [.. Enumerable.Range(0, 5).Select(_ => Math.Round(4 * random.NextDouble()))];
            var fit = MonotoneFit.Falling([0, 1, 2, 3, 4], values).Values;
            Assert.True(fit.Zip(fit.Skip(1)).All(pair => pair.First >= pair.Second - 1e-12));
            // Max–min formula (Barlow et al. 1972): an independent way to the same fit.
            for (var i = 0; i < 5; i++)
            {
                double Mean(int from, int to) => values[from..(to + 1)].Average();
                var expected = Enumerable.Range(0, i + 1).Min(from => Enumerable.Range(i, 5 - i).Max(to => Mean(from, to)));
                Assert.Equal(expected, fit[i], 12);
            }
        }
    }

    [Fact]
    public void The_interval_goes_from_the_last_share_shown_above_the_margin_to_the_first_shown_below()
    {
        GenerationRow[] rows = [.. Enumerable.Range(1, 8).SelectMany(seed => Rows(seed, 4 + 0.1 * seed, 2 + 0.01 * seed, 0))];
        var sure = CollapseThreshold.Of(rows, Arms, "m", 0.1)!;
        Assert.Equal((0.5, 1.0), (sure.Share.Lower.Value, sure.Share.Upper.Value));
        GenerationRow[] noisy = [.. Enumerable.Range(1, 8).SelectMany(seed => Rows(seed, 4, seed % 2 == 0 ? -3 : 6, 0))];
        var unsure = CollapseThreshold.Of(noisy, Arms, "m", 0.1)!;
        Assert.Equal((0.0, 1.0), (unsure.Share.Lower.Value, unsure.Share.Upper.Value));
        var one = CollapseThreshold.Of(Rows(1, 4, 2, 0), Arms, "m", 0.1)!;
        Assert.Equal("one seed has no spread", one.Share.Lower.UndefinedBecause);
    }

    [Fact]
    public void Without_a_control_or_with_two_shares_there_is_none()
    {
        Assert.Null(CollapseThreshold.Of(Rows(1, 4, 2, 0), [("r-0", 0), ("r-0.5", 0.5), ("r-1", 0.9)], "m"));
        Assert.Null(CollapseThreshold.Of(Rows(1, 4, 2, 0), [("r-0", 0), ("r-1", 1)], "m"));
        Assert.Null(CollapseThreshold.Of([.. Rows(1, 4, 2, 0).Where(row => row.Arm != "r-0.5")], Arms, "m"));
    }

    [Fact]
    public void A_seed_that_lacks_an_arm_or_has_not_come_so_far_is_left_out()
    {
        Assert.Equal(1, CollapseThreshold.Of([.. Rows(1, 4, 2, 0), .. Rows(2, 4, 2, 0).Where(row => row.Arm != "r-0")], Arms, "m", 0.1)!
            .Share.Seeds);
        Assert.Equal(1, CollapseThreshold.Of([.. Rows(1, 4, 2, 0), .. Rows(2, 4, 2, 0).Where(row => row is not { Arm: "r-0", Generation: 5 })],
            Arms, "m", 0.1)!.Share.Seeds);
    }

    [Theory]
    [InlineData("convex")]
    [InlineData("concave")]
    [InlineData("sigmoid")]
    [InlineData("step")]
    public void The_interval_holds_the_true_share_at_least_as_often_as_it_says_whatever_the_curve(string shape)
    {
        const int studies = 300;
        var held = ThresholdCoverage.Held(shape, studies, seeds: 8, noise: 0.03).Coverage;
        Assert.InRange(held, 0.95 - 3 * Math.Sqrt(0.95 * 0.05 / studies), 1);
    }

    private static GenerationRow[] Rows(long seed, double none, double half, double all) =>
    [
        .. new[] { ("r-0", none), ("r-0.5", half), ("r-1", all) }.SelectMany(arm => new[] { new GenerationRow(arm.Item1, seed, 0, [new("m", 10)]), new GenerationRow(arm.Item1, seed, 5, [new("m", 10 + arm.Item2)]) }),
    ];
}
