using TextCollapse.Metrics.Model;

namespace TextCollapse.Tests.Metrics.Model;

public class TextLikelihoodTests
{
    private const double Never = double.PositiveInfinity;

    [Fact]
    public void Characters_of_probability_zero_have_a_share_and_are_left_out_of_the_rest()
    {
        var likelihood = new TextLikelihood([Math.Log(2), Never, Math.Log(8)], [], [Never], [Math.Log(4)]);
        Assert.Equal((2, 4, 2.0 / 5), (likelihood.BitsPerCharacter.Value, likelihood.Perplexity.Value,
            likelihood.ZeroProbabilityShare.Value), new Near());
        Assert.Equal([(2, 1), (0, 0), (0, 1), (1, 0)], likelihood.Documents.Select(document => (document.Possible, document.Impossible)));
        Assert.Equal((3, 2L), ((int)likelihood.Possible, likelihood.Impossible));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 2)]
    [InlineData(0.95, 3)]
    public void Documents_without_a_possible_character_have_no_bits_of_their_own(double share, double bits)
        => Assert.Equal(bits, new TextLikelihood([3 * Math.Log(2)], [Never], [Math.Log(2)], [2 * Math.Log(2),
        Never]).DocumentQuantile(share).Value, 12);

    [Fact]
    public void Without_a_possible_character_there_is_no_mean()
    {
        var likelihood = new TextLikelihood([Never, Never]);
        Assert.Equal(1, likelihood.ZeroProbabilityShare.Value);
        Assert.All([likelihood.BitsPerCharacter, likelihood.Perplexity, likelihood.DocumentQuantile(0.5)],
            value => Assert.Equal(TextLikelihood.Empty, value.UndefinedBecause));
        Assert.Equal("the text is empty", new TextLikelihood().ZeroProbabilityShare.UndefinedBecause);
    }

    /// <summary>An infinite surprise is counted, one that is no number is not hidden.</summary>
    [Fact]
    public void What_is_no_number_is_seen() => Assert.True(double.IsNaN(new TextLikelihood([1, double.NaN]).Nats));

    private sealed class Near : IEqualityComparer<(double, double, double)>
    {
        public bool Equals((double, double, double) x, (double, double, double) y)
            => Math.Abs(x.Item1 - y.Item1) + Math.Abs(x.Item2 - y.Item2) + Math.Abs(x.Item3 - y.Item3) < 1e-12;

        public int GetHashCode((double, double, double) obj) => 0;
    }
}
