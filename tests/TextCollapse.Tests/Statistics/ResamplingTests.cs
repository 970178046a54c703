using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Statistics;

public class ResamplingTests
{
    private static RandomStream Random(string purpose) => new RandomKey(3, "resampling", 0).Stream(purpose);

    [Fact]
    public void Multisets_carry_the_probabilities_of_all_ordered_resamples()
    {
        for (var n = 1; n <= 6; n++)
        {
            Assert.Equal(1, Resamples.All(n).Sum(resample => resample.Probability), 12);
            Assert.Equal(1, Resamples.All(n).Sum(resample => resample.Probability * resample.Times[0]), 12);
        }
    }

    [Fact]
    public void The_drawn_bootstrap_converges_to_the_enumerated_one()
    {
        double[] numerators = [1, 3, 1, 4, 1, 5, 9], denominators = [4, 5, 3, 9, 8, 7, 11];
        var drawn = DocumentBootstrap.Of(numerators, denominators, Random("bootstrap"), 40_000);
        var mean = Resamples.All(7).Sum(r => r.Probability * r.Times.Zip(numerators, (t, x) => t * x).Sum() / r.Times.Zip(denominators, (t, x) => t * x).Sum());
        Assert.Equal(mean, drawn.Mean.Value, 0.002);
        Assert.True(drawn.Lower.Value < drawn.Estimate.Value && drawn.Estimate.Value < drawn.Upper.Value);
    }

    [Fact]
    public void The_document_bootstrap_fakes_repetition_where_support_is_counted_and_half_sampling_does_not()
    {
        // Forty documents of eight symbols from one source; distinct pairs of symbols.
        var source = Random("documents");
        var documents = Enumerable.Range(0, 40).Select(_ => Enumerable.Range(0, 8).Select(_ => source.NextInt(30)).ToArray()).ToArray();
        Measurement Distinct(IEnumerable<int> chosen) => FrequencySpectrum.OfCounts(chosen
            .SelectMany(d => documents[d].Zip(documents[d].Skip(1))).GroupBy(pair => pair).Select(group => (long)group.Count())).TypeTokenRatio;
        var halves = HalfSampling.Of(40, Distinct, Random("halves"), 500);
        var random = Random("with replacement");
        var copies = Enumerable.Range(0, 500).Average(_ => Distinct(Enumerable.Range(0, 40).Select(_ => random.NextInt(40))).Value);
        var freshHalf = Enumerable.Range(0, 300).Average(_ =>
        {
            var fresh = Enumerable.Range(0, 20).SelectMany(_ =>
            {
                var document = Enumerable.Range(0, 8).Select(_ => random.NextInt(30)).ToArray();
                return document.Zip(document.Skip(1));
            }).GroupBy(pair => pair).Select(group => (long)group.Count());
            return FrequencySpectrum.OfCounts(fresh).TypeTokenRatio.Value;
        });
        Assert.True(copies < halves.Full.Value - 0.15);
        Assert.Equal(freshHalf, halves.Mean.Value, 0.02);
    }

    [Fact]
    public void One_document_has_no_half_and_no_floor()
    {
        Assert.False(HalfSampling.Of(1, _ => 1, Random("one")).StandardError.IsDefined);
        Assert.False(NoiseFloor.Of(1, (_, _) => 1, Random("one")).Upper.IsDefined);
    }

    [Fact]
    public void The_standard_error_from_halves_is_that_of_a_mean()
    {
        // For a mean the half-sampling error must agree with s/√n.
        var random = Random("mean");
        var values = Enumerable.Range(0, 60).Select(_ => random.NextNormal()).ToArray();
        var expected = SeedInterval.MeanAndError(values).Error;
        var halves = HalfSampling.Of(60, chosen => chosen.Average(i => values[i]), Random("halves of a mean"), 4000);
        Assert.Equal(expected, halves.StandardError.Value, 0.05 * expected);
    }

    [Fact]
    public void The_noise_floor_is_what_most_splits_stay_below()
    {
        var random = Random("floor");
        var values = Enumerable.Range(0, 100).Select(_ => random.NextNormal()).ToArray();
        Measurement Distance(IReadOnlyList<int> a, IReadOnlyList<int> b) => Math.Abs(a.Average(i => values[i]) - b.Average(i => values[i]));
        var floor = NoiseFloor.Of(100, Distance, Random("splits"), 400);
        Assert.Equal(1.96 * 0.2, floor.Upper.Value, 0.08);
    }

    [Fact]
    public void The_same_stream_gives_the_same_band()
    {
        Measurement Metric(IReadOnlyList<int> chosen) => chosen.Sum(i => i * i % 7);
        Assert.Equal(HalfSampling.Of(30, Metric, Random("again")), HalfSampling.Of(30, Metric, Random("again")));
    }
}
