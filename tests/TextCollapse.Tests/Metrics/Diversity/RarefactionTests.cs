using FsCheck.Xunit;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Diversity;

namespace TextCollapse.Tests.Metrics.Diversity;

public class RarefactionTests
{
    // Values with exact binomials.
    [Theory]
    [InlineData(new long[] { 5000, 300, 70, 70, 1 }, 1200, 4.22054764653365613)]
    [InlineData(new long[] { 5000, 300, 70, 70, 1 }, 5440, 4.99981621025546774)]
    [InlineData(new long[] { 100000, 90000, 1, 1 }, 95000, 2.99998947379501268)]
    public void Large_counts_are_rarefied_without_large_factorials(long[] counts, long size, double expected)
        => Assert.Equal(expected, Rarefaction.ExpectedTypes(FrequencySpectrum.OfCounts(counts), size).Value, 10);

    [Property]
    public bool The_whole_sample_has_all_its_types(byte[] counts)
    {
        var spectrum = FrequencySpectrum.OfCounts(counts.Select(count => (long)count));
        return Math.Abs(Rarefaction.ExpectedTypes(spectrum, spectrum.Tokens).Value - spectrum.Types) < 1e-9;
    }

    [Property]
    public bool A_larger_sample_expects_more_types_and_more_coverage(byte[] counts)
    {
        var spectrum = FrequencySpectrum.OfCounts(counts.Select(count => (long)count % 20));
        double types = -1, coverage = -1;
        for (var size = 0; size < spectrum.Tokens; size++)
        {
            var (nextTypes, nextCoverage) = (Rarefaction.ExpectedTypes(spectrum, size).Value, Rarefaction.ExpectedCoverage(spectrum, size).Value);
            if (nextTypes < types - 1e-12 || nextCoverage < coverage - 1e-12)
                return false;
            (types, coverage) = (nextTypes, nextCoverage);
        }
        return true;
    }

    [Fact]
    public void A_sample_cannot_be_rarefied_to_more_than_it_has()
        => Assert.Contains("10 observations", Rarefaction.ExpectedTypes(FrequencySpectrum.OfCounts([10]), 11).UndefinedBecause!, StringComparison.Ordinal);

    [Fact]
    public void Texts_of_unequal_length_from_one_source_agree_at_equal_size_and_at_equal_coverage()
    {
        // The same relative frequencies at 1,000 and at 10,000 observations: distinct differs, the rarefied values hardly do.
        long[] small = [500, 250, 125, 60, 30, 20, 8, 4, 2, 1];
        var large = small.Select(count => 10 * count).ToArray();
        var (a, b) = (FrequencySpectrum.OfCounts(small), FrequencySpectrum.OfCounts(large));
        Assert.Equal(10.0, a.TypeTokenRatio.Value / b.TypeTokenRatio.Value, 9);
        Assert.Equal(Rarefaction.ExpectedTypes(a, 200).Value, Rarefaction.ExpectedTypes(b, 200).Value, 0.2);
        Assert.Equal(Rarefaction.TypesAtCoverage(a, 0.95).Value, Rarefaction.TypesAtCoverage(b, 0.95).Value, 0.2);
    }

    [Fact]
    public void Coverage_that_the_sample_does_not_reach_is_undefined()
        => Assert.False(Rarefaction.SizeForCoverage(FrequencySpectrum.OfCounts([1, 1, 1, 2]), 0.99).IsDefined);
}
