using MathNet.Numerics.LinearAlgebra;
using TextCollapse.Experiments.Theory;
using static TextCollapse.Tests.Theory.TwoTypes;

namespace TextCollapse.Tests.Theory;

/// <summary>Diffusion limits, long-run averages and optima.</summary>
public class LimitTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.1)]
    public void Two_types_last_as_long_as_the_exact_chain_says(double p)
    {
        const int n = 100;
        Assert.InRange(FixationTime.TwoTypes(p, n) / RoundsToFixation(n)[(int)(p * n)], 0.97, 1.03);
    }

    /// <summary>Expected rounds until one of two types is left, from each count 0 … n: t = 1 + Q t over the counts that are not absorbed.</summary>
    internal static double[] RoundsToFixation(int n)
    {
        var q = Matrix<double>.Build.Dense(n - 1, n - 1);
        for (var i = 1; i < n; i++)
            foreach (var (count, probability) in Draws(n, (double)i / n))
                if (count > 0 && count < n)
                    q[i - 1, count - 1] = probability;
        var rounds = (Matrix<double>.Build.DenseIdentity(n - 1) - q).Solve(Vector<double>.Build.Dense(n - 1, 1));
        return [0, .. rounds, 0];
    }

    [Fact]
    public void Many_types_last_until_their_common_ancestor()
    {
        const int n = 50, chains = 4000;
        var random = new Random(5);
        var times = new double[chains];
        for (var chain = 0; chain < chains; chain++)
        {
            var types = Enumerable.Range(0, n).ToArray();
            for (; types.Any(type => type != types[0]); times[chain]++)
                types = [.. types.Select(_ => types[random.Next(n)])];
        }
        var (mean, error) = SurvivingTypesTests.Summary(times);
        Assert.InRange(FixationTime.ManyTypes(n), mean * 0.98 - 4 * error, mean * 1.02 + 4 * error);
    }

    [Fact]
    public void A_weighted_mixture_settles_at_its_error()
    {
        const int n = 30, m = 20, blocks = 400, length = 500;
        const double weight = 0.4;
        double[] p = [0.5, 0.3, 0.2];
        var random = new Random(6);
        var model = p;
        var means = new double[blocks];
        // Averages over long blocks are as good as independent: the chain forgets at rate (1 − w)² per generation.
        for (var block = -1; block < blocks; block++)
            for (var t = 0; t < length; t++)
            {
                var (real, own) = (SurvivingTypesTests.Resampled(p, n, random), SurvivingTypesTests.Resampled(model, m, random));
                model = [.. real.Zip(own, (x, y) => weight * x + (1 - weight) * y)];
                if (block >= 0)
                    means[block] += model.Zip(p, (x, y) => (x - y) * (x - y)).Sum() / length;
            }
        var (mean, error) = SurvivingTypesTests.Summary(means);
        Assert.InRange(WeightedMixture.SquaredError(Heterozygosity.Of(p), weight, n, m), mean - 4 * error, mean + 4 * error);
    }

    [Fact]
    public void The_best_weight_is_the_golden_one()
    {
        double At(double w) => WeightedMixture.SquaredError(1, w, 1e9, 1e9) * 1e9;
        var best = Enumerable.Range(1, 9999).Select(i => i / 10000.0).MinBy(At);
        Assert.Equal(WeightedMixture.GoldenWeight, best, 1e-4);
        Assert.Equal(0.618, At(WeightedMixture.GoldenWeight), 1e-3);
    }

    [Fact]
    public void Decoding_alone_ends_where_its_limits_say()
    {
        double[] p = [0.1, 0.4, 0, 0.3, 0.2];
        Assert.Equal([0, 1, 0, 0, 0], DecodingMap.Temperature(p, 0.5, 30).Select(x => Math.Round(x, 9)));
        Assert.All(DecodingMap.Temperature(p, 2, 40), x => Assert.True(x == 0 || Math.Abs(x - 0.25) < 1e-9));
        Assert.Equal(DecodingMap.Temperature(p, 0.8, 2), DecodingMap.Temperature(DecodingMap.Temperature(p, 0.8, 1), 0.8, 1), (x, y) => Math.Abs(x - y) < 1e-12);
        Assert.Equal([0, 4.0 / 7, 0, 3.0 / 7, 0], DecodingMap.TopK(p, 2), (x, y) => Math.Abs(x - y) < 1e-12);
        // 0.1 ≤ 0.25·1 falls, then 0.2 ≤ 0.25·0.9 falls, then 0.3 > 0.25·0.7 stays.
        Assert.Equal(2, DecodingMap.TopPSupport(p, 0.75));
        Assert.Equal(4, DecodingMap.TopPSupport(p, 1));
        Assert.Equal(DecodingMap.TopK(p, 2), DecodingMap.TopP(p, 0.75));
    }
}
