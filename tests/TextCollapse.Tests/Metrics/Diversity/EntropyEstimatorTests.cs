using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Diversity;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Metrics.Diversity;

public class EntropyEstimatorTests
{
    [Theory]
    [InlineData(1, -1.27036284546147817)]
    [InlineData(2, 0.72963715453852183)]
    [InlineData(3, 0.72963715453852183)]
    [InlineData(7, 1.7963038212051885)]
    [InlineData(1000, 6.90775544564868705)]
    [InlineData(1000001, 13.8155105579644408)]
    public void Grassbergers_G_is_a_digamma_at_a_half_integer(long count, double g)
    {
        var spectrum = FrequencySpectrum.OfCounts([count]);
        Assert.Equal(Math.Log(count) - g, EntropyEstimators.Grassberger2003(spectrum).Value, 12);
    }

    // Values by quadrature with 50 digits.
    [Theory]
    [InlineData(1e-8, 1e8, 0.59634735934145724357)]
    [InlineData(1e-3, 1e3, 0.59604899703177690198)]
    [InlineData(0.5, 10, 0.092150097485649215274)]
    [InlineData(0.02, 7, 1.7825696497504133274)]
    [InlineData(0.049, 3, 1.7832073171872990431)]
    [InlineData(1e-6, 500, 7.0286925102403095222)]
    [InlineData(0.3, 1e5, 0.000023332788919738145847)]
    [InlineData(1, 5, 0)]
    public void The_unseen_part_of_Chao_Wang_Jost_needs_no_sum_over_the_sample(double singletonFrequency, double n, double expected)
        => Assert.Equal(expected, EntropyEstimators.PowerSeriesTail(singletonFrequency, n), 1e-13 * Math.Max(1, expected));

    [Theory]
    [InlineData(0.001, 6.33787407032548798)]
    [InlineData(0.5, 0.922910632483730469)]
    [InlineData(1, 0.596347362323194074)]
    [InlineData(1.5, 0.448256669291582954)]
    [InlineData(10, 0.0915633339397880819)]
    [InlineData(5000, 0.000199960015990407672)]
    public void The_scaled_exponential_integral_is_right_on_both_sides_of_its_change_of_method(double z, double expected)
        => Assert.Equal(expected, EntropyEstimators.ScaledExponentialIntegral(z), 1e-13 * Math.Max(1, expected));

    [Fact]
    public void Chao_Wang_Jost_is_its_defining_sum_where_that_can_be_summed()
    {
        long[] counts = [9, 4, 4, 2, 2, 1, 1, 1, 1];
        double n = counts.Sum(), a = 2 * 2 / ((n - 1) * 4 + 2 * 2);
        var seen = counts.Sum(x => x / n * Enumerable.Range((int)x, (int)(n - x)).Sum(k => 1.0 / k));
        var bracket = -Math.Log(a) - Enumerable.Range(1, (int)n - 1).Sum(r => Math.Pow(1 - a, r) / r);
        var expected = seen + 4 / n * Math.Pow(1 - a, 1 - n) * bracket;
        Assert.Equal(expected, EntropyEstimators.ChaoWangJost(FrequencySpectrum.OfCounts(counts)).Value, 10);
    }

    [Fact]
    public void Nsb_entropy_is_exact_where_other_tools_are_wrong_by_up_to_half_a_nat()
    {
        // infomeasure prints 1.977 for the first, which is 0.34 too low; values here by quadrature with 40 digits.
        Assert.Equal(2.32121325993947873, NsbEntropy.Estimate(FrequencySpectrum.OfCounts([4, 2, 3, 2, 4, 2, 1, 1]), 20).Value, 11);
        Assert.Equal(4.41161214849695337, NsbEntropy.Estimate(FrequencySpectrum.OfCounts(Enumerable.Range(1, 300).Select(i => Math.Max(1L, 3000 / i))), 1000).Value, 10);
        Assert.Equal(10.8853547576485209, NsbEntropy.Estimate(FrequencySpectrum.OfCounts(Enumerable.Repeat(1L, 50)), 1_000_000).Value, 8);
    }

    [Fact]
    public void Nsb_entropy_is_undefined_for_an_alphabet_smaller_than_what_was_seen()
        => Assert.Contains("alphabet", NsbEntropy.Estimate(FrequencySpectrum.OfCounts([1, 2, 3]), 2).UndefinedBecause!, StringComparison.Ordinal);

    [Fact]
    public void Without_observations_every_estimator_is_undefined_with_its_reason()
    {
        var nothing = FrequencySpectrum.OfCounts([0, 0]);
        Func<FrequencySpectrum, Measurement>[] estimators =
        [
            EntropyEstimators.PlugIn, EntropyEstimators.MillerMadow, EntropyEstimators.ChaoShen, EntropyEstimators.Grassberger2003,
            EntropyEstimators.Grassberger1988, EntropyEstimators.ChaoWangJost, EntropyEstimators.JamesStein, spectrum => NsbEntropy.Estimate(spectrum, 5),
            SampleCoverage.Good, SampleCoverage.ChaoJost, Richness.Chao1, Richness.Ace, spectrum => HillNumbers.OfOrder(spectrum, 1),
        ];
        Assert.All(estimators, estimate => Assert.False(string.IsNullOrEmpty(estimate(nothing).UndefinedBecause)));
    }

    [Fact]
    public void On_a_Zipf_law_Chao_Wang_Jost_errs_least_and_the_plug_in_most()
    {
        const int types = 100_000, n = 10_000, repeats = 5;
        var cumulated = new double[types];
        var harmonic = Enumerable.Range(1, types).Sum(rank => 1.0 / rank);
        double entropy = 0, running = 0;
        for (var i = 0; i < types; i++)
        {
            var p = 1 / (harmonic * (i + 1));
            entropy -= p * Math.Log(p);
            cumulated[i] = running += p;
        }
        Assert.Equal(7.968, entropy, 3);
        double plugIn = 0, millerMadow = 0, chaoShen = 0, grassberger = 0, chaoWangJost = 0;
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var random = new RandomKey(repeat, "zipf", 0).Stream("sample");
            var counts = new long[types];
            for (var draw = 0; draw < n; draw++)
            {
                var position = Array.BinarySearch(cumulated, random.NextDouble() * running);
                counts[Math.Min(position < 0 ? ~position : position, types - 1)]++;
            }
            var spectrum = FrequencySpectrum.OfCounts(counts);
            plugIn += (EntropyEstimators.PlugIn(spectrum).Value - entropy) / repeats;
            millerMadow += (EntropyEstimators.MillerMadow(spectrum).Value - entropy) / repeats;
            chaoShen += (EntropyEstimators.ChaoShen(spectrum).Value - entropy) / repeats;
            grassberger += (EntropyEstimators.Grassberger2003(spectrum).Value - entropy) / repeats;
            chaoWangJost += (EntropyEstimators.ChaoWangJost(spectrum).Value - entropy) / repeats;
        }
        Assert.Equal(-1.05, plugIn, 0.04);
        Assert.Equal(-0.84, millerMadow, 0.04);
        Assert.Equal(-0.56, chaoShen, 0.06);
        Assert.Equal(-0.58, grassberger, 0.06);
        Assert.Equal(-0.32, chaoWangJost, 0.06);
    }

    [Fact]
    public void A_spectrum_of_a_hundred_million_observations_costs_no_more_than_its_classes()
    {
        var spectrum = FrequencySpectrum.OfCounts(Enumerable.Range(1, 200_000).Select(rank => Math.Max(1L, 10_000_000 / rank)));
        foreach (var estimate in (Func<FrequencySpectrum, Measurement>[])[EntropyEstimators.ChaoShen, EntropyEstimators.Grassberger2003, EntropyEstimators.ChaoWangJost])
            Assert.Equal(EntropyEstimators.PlugIn(spectrum).Value, estimate(spectrum).Value, 0.01);
    }
}
