using TextCollapse.Metrics.Model;

namespace TextCollapse.Tests.Metrics.Model;

public class PredictiveDistributionTests
{
    [Theory]
    [InlineData(new double[] { })]
    [InlineData(new[] { 0.5, 0.4 })]
    [InlineData(new[] { 1.5, -0.5 })]
    [InlineData(new[] { double.NaN, 1 })]
    public void What_is_no_distribution_is_refused(double[] probabilities)
        => Assert.Throws<ArgumentException>(() => PredictiveDistribution.Of(probabilities));

    [Fact]
    public void A_uniform_distribution_is_spread_and_a_certain_one_is_not()
    {
        var uniform = PredictiveDistribution.Of([0.2, 0.2, 0.2, 0.2, 0.2]);
        var certain = PredictiveDistribution.Of([0, 0, 1, 0, 0]);
        Assert.Equal(5, uniform.InverseSimpson, 12);
        Assert.Equal(0, uniform.Gini, 12);
        Assert.Equal(5, uniform.Nucleus);
        Assert.Equal(0.8, certain.Gini, 12);
        Assert.Equal(1, certain.Nucleus);
    }

    [Fact]
    public void No_contexts_give_no_divergence() => Assert.False(ConditionalDivergenceRate.Between([], [], 3).Kl.IsDefined);
}
