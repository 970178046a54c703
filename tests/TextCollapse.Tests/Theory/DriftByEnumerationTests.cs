using TextCollapse.Experiments.Theory;

using static TextCollapse.Tests.Theory.TwoTypes;

namespace TextCollapse.Tests.Theory;

/// <summary>The closed forms against every possible history of two types (the forms are linear in H, so two types are enough).</summary>
public class DriftByEnumerationTests
{
    private const int N = 5;
    private const double P = 0.3;
    private const double Exact = 1e-12;
    private static readonly double S = SumOfSquares(P);

    [Fact]
    public void Replace()
    {
        var sample = Law<int>.Certain(0).Then(_ => Draws(N, P));
        for (var t = 1; t <= 6; t++, sample = sample.Then(k => Draws(N, (double)k / N)))
        {
            Assert.Equal(sample.Mean(k => SumOfSquares((double)k / N)), ReplaceDrift.SumOfSquares(S, N, t), Exact);
            Assert.Equal(P, sample.Mean(k => (double)k / N), Exact);
        }
        for (var t = 0; t < 400; t++)
            sample = sample.Then(k => Draws(N, (double)k / N));
        Assert.Equal(P, sample.Mean(k => k == N ? 1 : 0), 1e-9);
    }

    [Fact]
    public void Accumulate()
    {
        var pool = Law<int>.Certain(0);
        for (var t = 1; t <= 6; t++)
        {
            var size = N * (t - 1);
            pool = pool.Then(first => Draws(N, size == 0 ? P : (double)first / size).Select(draw => (first + draw.Count, draw.Probability)));
            Assert.Equal(1 - pool.Mean(first => SumOfSquares((double)first / (N * t))), AccumulateDrift.Expected(1 - S, N, 0, t), Exact);
        }
        Assert.Equal(AccumulateDrift.Expected(1 - S, N, 0, 100_000), AccumulateDrift.Limit(1 - S, N), 1e-6);
        Assert.Equal(AccumulateDrift.Expected(1, N, 0, 9), AccumulateDrift.Expected(AccumulateDrift.Expected(1, N, 0, 4), N, 4, 9), Exact);
        Assert.Equal(1 - Math.PI * Math.PI / 6e6, AccumulateDrift.Limit(1, 1e6), 1e-11);
    }

    [Fact]
    public void Accumulate_and_subsample()
    {
        var pool = Law<int>.Certain(0).Then(_ => Draws(N, P));
        var expected = (1 - S) * (1 - 1.0 / N);
        for (var t = 1; t <= 4; t++)
        {
            var size = N * t;
            var read = pool.Then(first => WithoutReplacement(N, size, first).Select(draw => ((first, draw.Count), draw.Probability)));
            Assert.Equal(1 - pool.Mean(first => SumOfSquares((double)first / size)), expected, Exact);
            Assert.Equal(1 - read.Mean(state => SumOfSquares((double)state.Count / N)), SubsampleDrift.Model(expected, N, size), Exact);
            pool = read.Then(state => Draws(N, (double)state.Count / N).Select(draw => (state.first + draw.Count, draw.Probability)));
            expected = SubsampleDrift.NextPool(expected, N, t);
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.35)]
    [InlineData(1.0)]
    public void Fresh_real_mixed(double share)
    {
        var sample = Law<int>.Certain(0).Then(_ => Draws(N, P));
        var expected = ReplaceDrift.Next(S, N);
        for (var t = 0; t < 5; t++)
        {
            sample = sample.Then(k => Draws(N, share * P + (1 - share) * k / N));
            expected = FreshRealDrift.NextMixed(expected, S, N, share);
            Assert.Equal(sample.Mean(k => SumOfSquares((double)k / N)), expected, Exact);
        }
        for (var t = 0; t < 500; t++)
            expected = FreshRealDrift.NextMixed(expected, S, N, share);
        Assert.Equal(expected, FreshRealDrift.FixedPointMixed(S, N, share), Exact);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(5)]
    public void Fresh_real_stratified(int real)
    {
        var sample = Law<int>.Certain(0).Then(_ => Draws(N, P));
        var expected = ReplaceDrift.Next(S, N);
        for (var t = 0; t < 5; t++)
        {
            sample = sample.Then(k => Draws(real, P).SelectMany(r => Draws(N - real, (double)k / N).Select(s => (r.Count + s.Count, r.Probability * s.Probability))));
            expected = FreshRealDrift.NextStratified(expected, S, real, N - real);
            Assert.Equal(sample.Mean(k => SumOfSquares((double)k / N)), expected, Exact);
        }
    }

    [Fact]
    public void A_binomial_number_of_real_draws_makes_the_stratified_mixture_the_independent_one()
    {
        foreach (var (f, share) in new[] { (0.6, 0.3), (0.9, 0.7) })
            Assert.Equal(FreshRealDrift.NextMixed(f, S, 20, share), Draws(20, share).Sum(r => r.Probability * FreshRealDrift.NextStratified(f, S, r.Count, 20 - r.Count)), Exact);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(9)]
    public void Fixed_real(int real)
    {
        // The state: the real draws, which stay, and the whole of what the last model read.
        var total = real + N;
        var state = Law<int>.Certain(0).Then(_ => Draws(Math.Max(real, 1), P)).Then(r => new[] { ((Real: real == 0 ? 0 : r, P: (double)r / Math.Max(real, 1)), 1.0) });
        double sample = state.Mean(s => SumOfSquares(s.P)), expected = sample;
        Assert.Equal(ReplaceDrift.Next(S, Math.Max(real, 1)), sample, Exact);
        for (var t = 0; t < 5; t++)
        {
            state = state.Then(s => Draws(N, s.P).Select(draw => ((s.Real, (double)(s.Real + draw.Count) / total), draw.Probability)));
            expected = FixedRealDrift.Next(expected, sample, real, N);
            Assert.Equal(state.Mean(s => SumOfSquares(s.P)), expected, Exact);
        }
    }

    [Fact]
    public void Fixed_real_that_is_a_part_of_what_generation_0_read()
    {
        const int real = 2, first = 1;
        const double before = 0.8;
        double r = (double)first / real, sample = SumOfSquares(r);
        var state = Law<double>.Certain(before);
        var (expected, product) = (SumOfSquares(before), r * before + (1 - r) * (1 - before));
        for (var t = 0; t < 5; t++)
        {
            state = state.Then(p => Draws(N, p).Select(draw => ((double)(first + draw.Count) / (real + N), draw.Probability)));
            expected = FixedRealDrift.Next(expected, sample, product, real, N);
            product = FixedRealDrift.NextProduct(product, sample, real, N);
            Assert.Equal(state.Mean(SumOfSquares), expected, Exact);
        }
    }

    [Fact]
    public void Add_alpha()
    {
        const double alpha = 0.4;
        double Model(int k) => (k + alpha) / (N + 2 * alpha);
        var sample = Law<int>.Certain(0).Then(_ => Draws(N, P));
        var expected = AddAlphaDrift.Smoothed(ReplaceDrift.Next(S, N), N, alpha, 2);
        for (var t = 0; t < 200; t++)
        {
            Assert.Equal(sample.Mean(k => SumOfSquares(Model(k))), expected, 1e-10);
            sample = sample.Then(k => Draws(N, Model(k)));
            expected = AddAlphaDrift.Next(expected, N, alpha, 2);
        }
        Assert.Equal(expected, AddAlphaDrift.FixedPoint(N, alpha, 2), 1e-10);
    }

    [Fact]
    public void A_row_of_a_longer_n_gram()
    {
        foreach (var visits in new[] { 1, 2, 7 })
            Assert.Equal(1 - Law<int>.Certain(0).Then(_ => Draws(visits, P)).Mean(k => SumOfSquares((double)k / visits)), ContextDrift.Heterozygosity(1 - S, visits), Exact);
    }

    [Fact]
    public void The_sum_of_squares_is_estimated_without_bias()
    {
        Assert.Equal(S, Law<int>.Certain(0).Then(_ => Draws(N, P)).Mean(k => Heterozygosity.EstimatedSumOfSquares([k, N - k])), Exact);
        Assert.Equal(0.38, Heterozygosity.SumOfSquares([0.5, 0.3, 0.2]), Exact);
        Assert.Equal(0.62, Heterozygosity.Of([0.5, 0.3, 0.2]), Exact);
        Assert.Equal(double.NaN, Heterozygosity.EstimatedSumOfSquares([1, 0]));
    }
}
