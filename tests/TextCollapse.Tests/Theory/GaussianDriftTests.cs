using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;
using TextCollapse.Experiments.Theory;

namespace TextCollapse.Tests.Theory;

/// <summary>The Gaussian rows against simulation: four standard errors, two-sided 6·10⁻⁵ for each comparison.</summary>
public class GaussianDriftTests
{
    private const int N = 6, Rounds = 4, Chains = 60_000;
    private const double Sd = 1.5;

    [Fact]
    public void Maximum_likelihood() => Simulate(0, false, (mean, sd, _, k) =>
        [(sd * sd, GaussianDrift.Variance(Sd * Sd, N, k)), (mean * mean, GaussianDrift.SquaredShift(Sd * Sd, N, k))]);

    [Fact]
    public void Unbiased_variance() => Simulate(1, false, (mean, sd, next, k) =>
        [(sd * sd, Sd * Sd), (sd, GaussianDrift.UnbiasedStandardDeviation(Sd, N, k)), (next * next, GaussianDrift.UnbiasedSpread(Sd * Sd, N, k))]);

    [Fact]
    public void Accumulated() => Simulate(0, true, (mean, sd, _, k) =>
        [(sd * sd, GaussianDrift.AccumulatedVariance(Sd * Sd, N, k)), (mean * mean, Sd * Sd - GaussianDrift.AccumulatedVariance(Sd * Sd, N, k))]);

    private static void Simulate(int lostDegrees, bool accumulate, Func<double, double, double, int, (double Value, double Expected)[]> compare)
    {
        var random = new Random(3);
        var values = new Dictionary<(int Round, int Which), (double[] Seen, double Expected)>();
        for (var chain = 0; chain < Chains; chain++)
        {
            var (mean, sd) = (0.0, Sd);
            var pool = new List<double>();
            for (var k = 1; k <= Rounds; k++)
            {
                if (!accumulate)
                    pool.Clear();
                for (var i = 0; i < N; i++)
                    pool.Add(mean + sd * Normal.Sample(random, 0, 1));
                mean = pool.Average();
                sd = Math.Sqrt(pool.Sum(x => (x - mean) * (x - mean)) / (pool.Count - lostDegrees));
                var which = 0;
                foreach (var (value, expected) in compare(mean, sd, mean + sd * Normal.Sample(random, 0, 1), k))
                {
                    if (!values.TryGetValue((k, which), out var seen))
                        values[(k, which)] = seen = (new double[Chains], expected);
                    seen.Seen[chain] = value;
                    which++;
                }
            }
        }
        foreach (var (seen, expected) in values.Values)
            Assert.InRange(expected, seen.Mean() - 4 * seen.StandardDeviation() / Math.Sqrt(Chains), seen.Mean() + 4 * seen.StandardDeviation() / Math.Sqrt(Chains));
    }
}
