using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Tests.Statistics;

public class CollapseThresholdTests
{
    private static readonly (string, double)[] Cells = [("r-1", 1), ("r-0", 0), ("r-0.5", 0.5)];

    [Theory]
    [InlineData(0.75, 4, 2, 0)]
    [InlineData(1.0 / 3, 3, 0, 0)]
    [InlineData(0, 0.5, 0.9, 0)]
    public void It_lies_where_the_line_between_two_shares_meets_the_margin(double expected, double none, double half, double all)
    {
        // Margin 1, which is 10 % of 10.
        var threshold = CollapseThreshold.Of(Rows(1, none, half, all), Cells, "m", 0.1)!;
        Assert.Equal(expected, threshold.Share.Mean.Value, 12);
        Assert.Equal("r-1", threshold.Control);
    }

    [Fact]
    public void What_the_control_loses_too_is_not_held_against_synthetic_text()
        => Assert.Equal(CollapseThreshold.Of(Rows(1, 4, 2, 0), Cells, "m", 0.1)!.Share.Mean, CollapseThreshold.Of(Rows(1, 9, 7, 5), Cells, "m", 0.1)!.Share.Mean);

    [Fact]
    public void A_larger_share_that_still_collapses_decides_even_where_a_smaller_one_does_not()
        => Assert.Equal(0.75, CollapseThreshold.Of(Rows(1, 0, 2, 0), Cells, "m", 0.1)!.Share.Mean.Value, 12);

    [Fact]
    public void Its_interval_is_over_seeds_and_stays_between_0_and_1()
    {
        var threshold = CollapseThreshold.Of([.. Rows(1, 4, 2, 0), .. Rows(2, 4, 40, 0), .. Rows(3, 0, 0, 0)], Cells, "m", 0.1)!;
        Assert.Equal(3, threshold.Share.Seeds);
        Assert.Equal([0.75, 0.9875, 0], threshold.Shares, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal((0.0, 1.0), (threshold.Share.Lower.Value, threshold.Share.Upper.Value));
    }

    [Fact]
    public void Without_a_control_or_with_two_shares_there_is_none()
    {
        Assert.Null(CollapseThreshold.Of(Rows(1, 4, 2, 0), [("r-0", 0), ("r-0.5", 0.5), ("r-1", 0.9)], "m"));
        Assert.Null(CollapseThreshold.Of(Rows(1, 4, 2, 0), [("r-0", 0), ("r-1", 1)], "m"));
    }

    [Fact]
    public void A_seed_that_lacks_a_cell_is_left_out()
        => Assert.Equal(1, CollapseThreshold.Of([.. Rows(1, 4, 2, 0), .. Rows(2, 4, 2, 0).Where(row => row.Cell != "r-0")], Cells, "m", 0.1)!.Share.Seeds);

    private static GenerationRow[] Rows(long seed, double none, double half, double all) =>
    [
        .. new[] { ("r-0", none), ("r-0.5", half), ("r-1", all) }.SelectMany(cell => new[] { new GenerationRow(cell.Item1, seed, 0, [new("m", 10)]), new GenerationRow(cell.Item1, seed, 5, [new("m", 10 + cell.Item2)]) }),
    ];
}
