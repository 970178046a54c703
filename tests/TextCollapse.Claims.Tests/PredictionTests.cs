using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Claims.Tests;

public class PredictionTests
{
    [Theory]
    [InlineData("above 1", 1.1, 2.0, ClaimVerdict.Supported)]
    [InlineData("above 1", 0.9, 2.0, ClaimVerdict.Undecided)]
    [InlineData("above 1", 0.1, 0.9, ClaimVerdict.NotSupported)]
    [InlineData("below -1", -3, -1.5, ClaimVerdict.Supported)]
    [InlineData("below -1", -0.5, 0.5, ClaimVerdict.NotSupported)]
    [InlineData("between -1 and 1", -0.5, 0.5, ClaimVerdict.Supported)]
    [InlineData("between -1 and 1", -2, 2, ClaimVerdict.Undecided)]
    [InlineData("between -1 and 1", 1.5, 2, ClaimVerdict.NotSupported)]
    public void A_verdict_needs_the_whole_interval_on_one_side(string prediction, double lower, double upper, ClaimVerdict verdict)
        => Assert.Equal(verdict, Prediction.Parse(prediction)!.Value.Judge(new SeedInterval((lower + upper) / 2, lower, upper, 8)));

    [Fact]
    public void An_effect_that_is_real_but_too_small_to_matter_supports_nothing()
        => Assert.Equal(ClaimVerdict.NotSupported,
            Prediction.Parse("above 0.01")!.Value.Judge(SeedInterval.Student([0.002, 0.0021, 0.0019, 0.002])));

    [Fact]
    public void Without_an_interval_nothing_is_decided()
        => Assert.Equal(ClaimVerdict.Undecided, Prediction.Parse("above 0")!.Value.Judge(SeedInterval.Student([5.0])));

    [Theory]
    [InlineData("above")]
    [InlineData("above one")]
    [InlineData("between 1 and 1")]
    [InlineData("> 0")]
    [InlineData("above NaN")]
    public void Other_words_are_no_prediction(string words) => Assert.Null(Prediction.Parse(words));

    [Fact]
    public void A_claim_holds_where_all_its_tests_hold_and_falls_with_one()
    {
        Assert.Equal(ClaimVerdict.Supported, ClaimVerdicts.All([ClaimVerdict.Supported, ClaimVerdict.Supported]));
        Assert.Equal(ClaimVerdict.Undecided, ClaimVerdicts.All([ClaimVerdict.Undecided, ClaimVerdict.Supported]));
        Assert.Equal(ClaimVerdict.NotSupported, ClaimVerdicts.All([ClaimVerdict.NotSupported, ClaimVerdict.Undecided]));
    }
}
