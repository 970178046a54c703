using TextCollapse.Metrics.Coverage;

namespace TextCollapse.Tests.Metrics.Coverage;

public class CoverageTests
{
    [Fact]
    public void Two_identical_sets_with_duplicates_have_full_precision_and_recall()
    {
        double[][] points = [[0], [0], [0], [1], [1], [1]];
        var closed = NearestNeighbourCoverage.Between(points, points, 1);
        Assert.Equal((1, 1, 1), (closed.Precision.Value, closed.Recall.Value, closed.Coverage.Value));
        Assert.Equal(0, NearestNeighbourCoverage.Between(points, points, 1, strict: true).Recall.Value);
    }

    [Fact]
    public void Too_few_points_for_a_neighbour_are_undefined()
        => Assert.Contains("neighbour", NearestNeighbourCoverage.Between([[0.0]], [[0.0], [1.0]], 1).Recall.UndefinedBecause!, StringComparison.Ordinal);

    [Fact]
    public void An_empty_side_leaves_every_divergence_undefined_not_zero()
    {
        var empty = NgramDivergence.Between([3, 1], [0, 0]);
        Assert.Equal("the generated text has no n-grams", empty.JensenShannon.UndefinedBecause);
        Assert.False(MauveHistogram.Score([0, 0], [1, 2]).IsDefined);
        Assert.False(PrecisionRecallCurve.Between([0, 0], [1, 2]).F8.IsDefined);
        Assert.False(TypeRetention.TailMass([1, 2], [0, 0], 0.5).Generated.IsDefined);
    }

    [Fact]
    public void The_curve_from_running_sums_is_the_curve_from_its_definition()
    {
        double[] p = [40, 30, 20, 10, 0, 3], q = [10, 0, 30, 50, 7, 3];
        double n = p.Sum(), m = q.Sum(), best = 0;
        for (var k = 0; k < 1001; k++)
        {
            var slope = Math.Tan(1e-10 + (Math.PI / 2 - 2e-10) * k / 1000);
            var precision = p.Zip(q).Sum(pair => Math.Min(slope * pair.First / n, pair.Second / m));
            var recall = precision / slope;
            best = Math.Max(best, 65 * precision * recall / (64 * precision + recall));
        }
        Assert.Equal(best, PrecisionRecallCurve.Between(p, q).F8.Value, 12);
    }

    [Fact]
    public void Losing_modes_lowers_recall_and_adding_noise_lowers_precision()
    {
        double[] real = [25, 25, 25, 25, 0, 0], collapsed = [50, 50, 0, 0, 0, 0], noisy = [15, 15, 15, 15, 20, 20];
        var lost = PrecisionRecallCurve.Between(real, collapsed);
        var noise = PrecisionRecallCurve.Between(real, noisy);
        Assert.True(lost.F8.Value < 0.6 && lost.F8th.Value > 0.9);
        Assert.True(noise.F8th.Value < 0.7 && noise.F8.Value > 0.9);
    }
}
