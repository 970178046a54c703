using TextCollapse.Metrics.Statistics;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Statistics;

public class StepDownMaxTTests
{
    /// <summary>Westfall and Young's algorithm as it is written down: every pattern, t statistics, successive maxima, monotone.</summary>
    private static double[] Reference(double[][] differences)
    {
        var seeds = differences[0].Length;
        double T(double[] d, int pattern)
        {
            double[] flipped = [.. d.Select((value, i) => (pattern >> i & 1) == 0 ? value : -value)];
            var squares = flipped.Sum(value => value * value);
            return squares == 0 ? 0 : Math.Abs(flipped.Sum()) / Math.Sqrt(squares);
        }
        var observed = differences.Select(d => T(d, 0)).ToArray();
        var order = Enumerable.Range(0, differences.Length).OrderByDescending(k => observed[k]).ToArray();
        var adjusted = new double[differences.Length];
        for (var rank = 0; rank < order.Length; rank++)
        {
            var weaker = order[rank..];
            var count = Enumerable.Range(0, 1 << seeds)
                .Count(pattern => weaker.Max(k => T(differences[k], pattern)) >= observed[order[rank]] - 1e-9);
            adjusted[order[rank]] = Math.Max(rank == 0 ? 0 : adjusted[order[rank - 1]], count / (double)(1 << seeds));
        }
        return adjusted;
    }

    private static double[][] Draw(ref RandomStream random, int contrasts, int seeds, double effect = 0, bool skewed = false)
    {
        double Noise(ref RandomStream stream) => skewed ? -Math.Log(1 - stream.NextDouble()) : stream.NextNormal();
        double[] baseline = new double[seeds];
        foreach (ref var value in baseline.AsSpan())
            value = Noise(ref random);
        var all = new double[contrasts][];
        for (var k = 0; k < contrasts; k++)
        {
            all[k] = new double[seeds];
            for (var s = 0; s < seeds; s++)
                all[k][s] = effect + Noise(ref random) - baseline[s];
        }
        return all;
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(5, 4)]
    [InlineData(8, 6)]
    public void It_is_the_algorithm_of_Westfall_and_Young(int seeds, int contrasts)
    {
        var random = new RandomKey(21, "max-t", seeds).Stream("differences");
        var differences = Draw(ref random, contrasts, seeds, 0.8);
        var (expected, actual) = (Reference(differences), StepDownMaxT.Adjust(differences));
        for (var k = 0; k < contrasts; k++)
            Assert.Equal(expected[k], actual[k], 12);
    }

    [Fact]
    public void Missing_seeds_equal_contrasts_and_ties_are_counted_as_the_reference_does()
    {
        double[][] differences = [[0.1, 0.2, 0.3, 0, 0.5], [0.1, 0.2, 0.3, 0, 0.5], [-1, 1, -1, 1, 0], [0.3, 0.3, 0.3, 0.3, 0.3]];
        var (expected, actual) = (Reference(differences), StepDownMaxT.Adjust(differences));
        for (var k = 0; k < differences.Length; k++)
            Assert.Equal(expected[k], actual[k], 12);
    }

    [Fact]
    public void Arms_that_are_identical_have_p_1_and_cost_the_others_nothing()
    {
        double[] effect = [0.2, 0.3, 0.25, 0.2, 0.3, 0.21, 0.4, 0.35];
        Assert.Equal([2 / 256.0, 1], StepDownMaxT.Adjust([effect, new double[8]]));
        Assert.Equal([1.0], StepDownMaxT.Adjust([new double[8]]));
        Assert.Empty(StepDownMaxT.Adjust([]));
    }

    [Fact]
    public void The_scale_of_a_metric_does_not_matter()
    {
        var random = new RandomKey(22, "max-t", 0).Stream("differences");
        var differences = Draw(ref random, 4, 7, 0.5);
        var scaled = differences.Select((d, k) => d.Select(value => value * (k == 0 ? 1e300 : 1e-300)).ToArray()).ToArray();
        Assert.Equal(StepDownMaxT.Adjust(differences), StepDownMaxT.Adjust(scaled));
    }

    [Fact]
    public void Beyond_twenty_seeds_patterns_are_sampled_the_same_each_time_near_the_p_of_all_of_them()
    {
        var random = new RandomKey(23, "max-t", 0).Stream("differences");
        var differences = Draw(ref random, 3, 21, 0.4);
        var sampled = StepDownMaxT.Adjust(differences, 20_000);
        Assert.Equal(sampled, StepDownMaxT.Adjust(differences, 20_000));
        // Without its last seed, every pattern is enumerated; one more seed of 0 changes nothing but who does the work.
        double[][] shorter = [.. differences.Select(d => d[..16])], padded = [.. shorter.Select(d => (double[])[.. d, 0, 0, 0, 0, 0])];
        var (exact, near) = (StepDownMaxT.Adjust(shorter), StepDownMaxT.Adjust(padded, 20_000));
        for (var k = 0; k < 3; k++)
            Assert.Equal(exact[k], near[k], 0.015);
    }

    [Theory]
    [InlineData(6, false)]
    [InlineData(8, false)]
    [InlineData(8, true)]
    public void The_chance_of_any_false_finding_is_at_most_the_level_where_contrasts_share_a_baseline(int seeds, bool skewed)
    {
        const int studies = 1500;
        var random = new RandomKey(24, skewed ? "skewed" : "normal", seeds).Stream("studies");
        var found = 0;
        for (var study = 0; study < studies; study++)
            if (StepDownMaxT.Adjust(Draw(ref random, 8, seeds, skewed: skewed)).Any(p => p <= 0.05))
                found++;
        // Three standard errors above the level; skewed chains are what the joint symmetry of the null does not quite allow.
        Assert.InRange(found / (double)studies, 0.01, 0.05 + 3 * Math.Sqrt(0.05 * 0.95 / studies));
    }

    [Fact]
    public void Eight_seeds_find_what_Holm_cannot()
    {
        const int studies = 200;
        var random = new RandomKey(25, "power", 0).Stream("studies");
        int found = 0, holm = 0;
        for (var study = 0; study < studies; study++)
        {
            var differences = Draw(ref random, 12, 8, 3);
            found += StepDownMaxT.Adjust(differences).Count(p => p <= 0.05);
            holm += MultipleTesting.Holm([.. differences.Select(d => SignFlipTest.Of(d).P.Value)]).Count(p => p <= 0.05);
        }
        Assert.Equal(0, holm);
        Assert.InRange(found / (12.0 * studies), 0.85, 1);
    }
}
