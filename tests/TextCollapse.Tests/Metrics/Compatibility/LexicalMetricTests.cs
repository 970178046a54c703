using TextCollapse.Metrics.Compatibility;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Tests.Metrics.Compatibility;

public class LexicalMetricTests
{
    private static readonly int[] AllDifferent = [.. Enumerable.Range(0, 30)];

    [Fact]
    public void Msttr_counts_a_full_last_segment()
    {
        // LexicalRichness drops it and prints 1.
        int[] tokens = [.. Enumerable.Range(0, 10), .. Enumerable.Repeat(99, 10)];
        Assert.Equal(0.55, MovingTypeTokenRatio.Segments(tokens, 10).Value, 12);
    }

    [Fact]
    public void Mtld_of_maximally_diverse_text_is_not_zero()
    {
        Assert.Equal("no token repeats, so there is no factor", Mtld.AtLeastTen(AllDifferent).UndefinedBecause);
        Assert.Equal(30, Mtld.AnyLength(AllDifferent).Value);
    }

    [Fact]
    public void A_text_shorter_than_the_window_or_the_draws_is_undefined_not_zero()
    {
        Assert.False(MovingTypeTokenRatio.Moving([1, 2], 3).IsDefined);
        Assert.False(MovingTypeTokenRatio.Segments([1, 2], 3).IsDefined);
        Assert.Contains("42", HypergeometricDiversity.Of(FrequencySpectrum.OfCounts([3, 4])).UndefinedBecause!, StringComparison.Ordinal);
        Assert.False(Mtld.AnyLength([]).IsDefined);
    }

    [Fact]
    public void One_type_has_no_Zipf_slope_and_one_token_no_Herdan()
    {
        Assert.False(ZipfCoefficient.Of(FrequencySpectrum.OfCounts([7])).Coefficient.IsDefined);
        Assert.False(ZipfCoefficient.Of(FrequencySpectrum.OfCounts([2, 2, 2])).MinusCorrelation.IsDefined);
        Assert.False(LexicalRichness.Of(FrequencySpectrum.OfCounts([1])).Herdan.IsDefined);
        Assert.False(LexicalRichness.Of(FrequencySpectrum.OfCounts([1, 1, 1])).YuleI.IsDefined);
        Assert.False(LexicalRichness.Of(FrequencySpectrum.OfCounts([])).TypeTokenRatio.IsDefined);
    }

    [Fact]
    public void The_moving_ratio_is_the_mean_over_windows()
    {
        int[] tokens = [1, 2, 1, 3, 3, 3, 2, 1, 4, 4, 1, 2];
        var expected = Enumerable.Range(0, tokens.Length - 4).Average(start => tokens.Skip(start).Take(5).Distinct().Count() / 5.0);
        Assert.Equal(expected, MovingTypeTokenRatio.Moving(tokens, 5).Value, 12);
    }

    [Fact]
    public void Heaps_law_needs_two_checkpoints_within_the_text()
        => Assert.Contains("1 of the checkpoints", HeapsLaw.Of("abc", [2, 4]).Exponent.UndefinedBecause!, StringComparison.Ordinal);
}
