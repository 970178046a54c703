using FsCheck.Xunit;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Statistics;

public class PairedTestTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 0.0625)]
    [InlineData(6, 0.03125)]
    [InlineData(8, 0.0078125)]
    public void The_smallest_p_is_two_over_two_to_the_seeds(int seeds, double p)
    {
        Assert.Equal(p, SignFlipTest.SmallestP(seeds));
        Assert.Equal(p, SignFlipTest.Of(Enumerable.Range(1, seeds).Select(i => (double)i).ToArray()).P.Value);
    }

    [Property]
    public bool The_sign_of_all_differences_does_not_matter(double[] differences)
    {
        double[] finite = [.. differences.Where(double.IsFinite).Take(10).Select(d => Math.Round(Math.Clamp(d, -1e6, 1e6), 3))];
        return SignFlipTest.Of(finite).P.Equals(SignFlipTest.Of([.. finite.Select(d => -d)]).P);
    }

    [Fact]
    public void Beyond_twenty_pairs_p_is_sampled_and_says_how_well()
    {
        double[] differences = [.. Enumerable.Range(0, 21).Select(i => Math.Sin(i * 1.7) + 0.25)];
        var sampled = SignFlipTest.Of(differences);
        var exact = Enumerable.Range(0, 1 << 21).AsParallel().Count(pattern =>
        {
            double sum = 0;
            for (var i = 0; i < 21; i++)
                sum += (pattern >> i & 1) == 0 ? differences[i] : -differences[i];
            return Math.Abs(sum) >= Math.Abs(differences.Sum()) - 1e-12;
        }) / (double)(1 << 21);
        Assert.InRange(sampled.MonteCarloError, 1e-5, 0.01);
        Assert.Equal(exact, sampled.P.Value, 4 * sampled.MonteCarloError);
        Assert.Equal(sampled, SignFlipTest.Of(differences));
    }

    [Fact]
    public void No_pairs_and_infinite_differences_are_undefined()
    {
        Assert.False(SignFlipTest.Of([]).P.IsDefined);
        Assert.False(SignFlipTest.Of([1, double.PositiveInfinity]).P.IsDefined);
    }

    [Fact]
    public void Slopes_over_seeds_keep_the_level_on_random_walks_where_Mann_Kendall_does_not()
    {
        const int chains = 2000, generations = 10;
        var random = new RandomKey(11, "walks", 0).Stream("steps");
        double[] Walk()
        {
            var walk = new double[generations];
            for (var g = 1; g < generations; g++)
                walk[g] = walk[g - 1] + random.NextNormal();
            return walk;
        }
        var mannKendall = Enumerable.Range(0, chains).Count(_ => MannKendall.Of(Walk()).ExactP.Value <= 0.05) / (double)chains;
        var overSeeds = Enumerable.Range(0, chains).Count(_ => TrendTest.Of(Enumerable.Range(0, 8).Select(_ => Walk())).Test.P.Value <= 0.05) / (double)chains;
        Assert.InRange(mannKendall, 0.40, 0.58);
        Assert.InRange(overSeeds, 0.025, 0.06);
    }

    [Fact]
    public void A_true_trend_is_found_with_its_slope()
    {
        var random = new RandomKey(12, "trend", 0).Stream("noise");
        var trend = TrendTest.Of(Enumerable.Range(0, 8).Select(_ => Enumerable.Range(0, 10).Select(g => 0.1 * g + 0.05 * random.NextNormal()).ToArray()));
        Assert.Equal(0.1, trend.Slope.Mean.Value, 0.02);
        Assert.Equal(2 / 256.0, trend.Test.P.Value);
    }

    [Fact]
    public void The_exact_p_of_Mann_Kendall_is_the_share_of_orderings_also_with_ties()
    {
        double[] values = [3, 1, 1, 2, 3, 3, 0];
        int S(IReadOnlyList<double> x) => Enumerable.Range(0, x.Count).Sum(i => Enumerable.Range(0, i).Sum(j => x[i].CompareTo(x[j])));
        var observed = Math.Abs(S(values));
        var all = Orderings(values).Select(S).ToArray();
        Assert.Equal(all.Count(s => Math.Abs(s) >= observed) / (double)all.Length, MannKendall.Of(values).ExactP.Value, 12);
    }

    private static IEnumerable<double[]> Orderings(double[] values) => values.Length < 2
        ? [values]
        : Enumerable.Range(0, values.Length).SelectMany(i => Orderings([.. values[..i], .. values[(i + 1)..]]).Select(rest => (double[])[values[i], .. rest]));

    [Fact]
    public void Equivalence_is_shown_by_an_interval_within_the_margin_not_by_a_large_p()
    {
        double[] small = [0.01, -0.01, 0.02, -0.02, 0.01, 0, -0.01, 0.01], noisy = [1, -1, 0.8, -0.9, 1.2, -1.1, 0.7, -0.6];
        Assert.True(EquivalenceTest.Of(small, 0.05).Equal);
        Assert.True(EquivalenceTest.Of(small, 0.05).P.Value < 0.05);
        Assert.False(EquivalenceTest.Of(noisy, 0.05).Equal);
        Assert.True(SignFlipTest.Of(noisy).P.Value > 0.5);
        Assert.False(EquivalenceTest.Of([0.0], 0.05).Equal);
    }

    [Fact]
    public void The_t_interval_covers_the_mean_nineteen_times_in_twenty()
    {
        var random = new RandomKey(13, "coverage", 0).Stream("values");
        var covered = Enumerable.Range(0, 4000).Count(_ =>
        {
            var interval = SeedInterval.Student([random.NextNormal(), random.NextNormal(), random.NextNormal(), random.NextNormal(), random.NextNormal()]);
            return interval.Lower.Value <= 0 && interval.Upper.Value >= 0;
        });
        Assert.InRange(covered / 4000.0, 0.94, 0.96);
    }
}
