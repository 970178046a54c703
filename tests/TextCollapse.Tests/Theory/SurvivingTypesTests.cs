using TextCollapse.Experiments.Theory;

using static TextCollapse.Tests.Theory.TwoTypes;

namespace TextCollapse.Tests.Theory;

public class SurvivingTypesTests
{
    private static readonly double[] Zipf = [.. Enumerable.Range(1, 200).Select(rank => 1.0 / rank / Enumerable.Range(1, 200).Sum(k => 1.0 / k))];

    [Fact]
    public void Exact_counts_agree_with_every_history_of_two_types()
    {
        var counts = Law<int>.Certain(2);
        var expected = SurvivingTypes.Exact([2, 4], 5);
        for (var k = 0; k <= 5; k++, counts = counts.Then(i => Draws(6, i / 6.0)))
            Assert.Equal(counts.Mean(i => i is 0 or 6 ? 1 : 2), expected[k], 1e-12);
    }

    [Fact]
    public void The_first_round_agrees_with_every_history()
        => Assert.Equal(Law<int>.Certain(0).Then(_ => Draws(6, 0.3)).Mean(i => i is 0 or 6 ? 1 : 2), SurvivingTypes.AfterOneRound([0.3, 0.7], 6), 1e-12);

    [Fact]
    public void The_lower_bound_is_below_a_simulation_and_close()
    {
        const int n = 300, chains = 400, rounds = 8;
        var random = new Random(11);
        var left = new double[rounds + 1, chains];
        for (var chain = 0; chain < chains; chain++)
        {
            var p = Zipf;
            for (var k = 1; k <= rounds; k++)
            {
                p = Resampled(p, n, random);
                left[k, chain] = p.Count(x => x > 0);
            }
        }
        for (var k = 1; k <= rounds; k++)
        {
            var values = Enumerable.Range(0, chains).Select(chain => left[k, chain]).ToArray();
            var bound = SurvivingTypes.LowerBound(Zipf, n, k);
            // Four standard errors: two-sided 6·10⁻⁵ for each of eight comparisons.
            var (mean, error) = Summary(values);
            Assert.InRange(mean, bound - 4 * error, bound * 1.01 + 4 * error);
            if (k == 1)
                Assert.InRange(mean, SurvivingTypes.AfterOneRound(Zipf, n) - 4 * error, SurvivingTypes.AfterOneRound(Zipf, n) + 4 * error);
        }
    }

    [Fact]
    public void The_branching_form_is_close_to_the_exact_one()
    {
        long[] counts = [.. Enumerable.Repeat(1L, 60), .. Enumerable.Repeat(3L, 30), 50, 100, 200];
        var exact = SurvivingTypes.Exact(counts, 10);
        for (var k = 0; k <= 10; k++)
            Assert.InRange(SurvivingTypes.FromCounts(counts, k) / exact[k], 0.98, 1.0 + 1e-12);
    }

    [Fact]
    public void What_was_seen_once_survives_as_a_branching_process_does()
    {
        double[] expected = [1, .632, .469, .374, .312, .268, .235, .209, .189, .172, .158, .146];
        for (var k = 0; k < expected.Length; k++)
            Assert.Equal(expected[k], SurvivingTypes.RareSurvival(k), 6e-4);
    }

    internal static double[] Resampled(double[] p, int n, Random random)
    {
        var counts = new double[p.Length];
        for (var draw = 0; draw < n; draw++)
        {
            var (u, i) = (random.NextDouble(), 0);
            while (i < p.Length - 1 && (u -= p[i]) >= 0)
                i++;
            counts[i] += 1.0 / n;
        }
        return counts;
    }

    internal static (double Mean, double Error) Summary(double[] values)
    {
        var mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(x => (x - mean) * (x - mean)) / (values.Length - 1) / values.Length));
    }
}
