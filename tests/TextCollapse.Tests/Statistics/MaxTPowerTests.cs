using TextCollapse.Metrics.Statistics;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Statistics;

public class MaxTPowerTests
{
    [Theory]
    [InlineData(1.0, 8)]
    [InlineData(1.5, 6)]
    public void With_one_contrast_it_is_the_power_of_the_sign_flip_test(double effect, int seeds)
    {
        const int studies = 4000;
        var random = new RandomKey(31, "power", seeds).Stream("studies");
        var found = 0;
        for (var study = 0; study < studies; study++)
        {
            var differences = new double[seeds];
            foreach (ref var difference in differences.AsSpan())
                difference = effect + random.NextNormal();
            if (SignFlipTest.Of(differences).P.Value <= 0.05)
                found++;
        }
        Assert.Equal(found / (double)studies, MaxTPower.From(1, 0.2, 0.05).Of(effect * 0.2, seeds), 0.07);
    }

    [Fact]
    public void Power_falls_with_more_contrasts_and_rises_with_effect_and_seeds()
    {
        MaxTPower one = MaxTPower.From(1, 1, 0.05), many = MaxTPower.From(12, 1, 0.05);
        Assert.True(many.Of(1.2, 8) < one.Of(1.2, 8));
        Assert.True(many.Of(2, 8) > many.Of(1.2, 8));
        Assert.True(many.Of(1.2, 14) > many.Of(1.2, 8));
        Assert.Equal(0, one.Of(100, 5));
        Assert.Equal((6, 5), (MaxTPower.LeastSeeds(0.05), MaxTPower.LeastSeeds(0.1)));
        var needed = one.SeedsFor(1.2, 0.8)!.Value;
        Assert.True(one.Of(1.2, needed) >= 0.8 && one.Of(1.2, needed - 1) < 0.8);
        Assert.Null(one.SeedsFor(0.01, 0.8));
    }

    [Fact]
    public void A_pilot_gives_its_own_standard_deviation_and_looks_for_the_contrast_that_varies_most()
    {
        var power = MaxTPower.FromPilot([[0.1, 0.1, 0.1], [1, 2, 3], [0.5, 0.6, 0.7]], 0.05);
        Assert.Equal((1, 1.0), (power.Contrast, Math.Round(power.StandardDeviation, 12)));
    }
}
