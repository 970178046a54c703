using TextCollapse.Corpora;
using TextCollapse.Experiments.Theory;
using static TextCollapse.Tests.Chains.ReplicateChains;

namespace TextCollapse.Tests.Chains;

/// <summary>What decoding does to a chain that is long enough per generation for sampling noise to be small.</summary>
public class DecodingTheoryTests
{
    private static readonly ReplicateChains Long = new() { Strategy = "replace", Law = new ZipfText(6, 1), Budget = 8000, DocumentLength = 250, Generations = 3, Chains = 12 };

    [Theory]
    [InlineData(0.8)]
    [InlineData(1.25)]
    public void A_temperature_compounds(double temperature)
    {
        var chains = Long with { Decoding = new() { Temperature = temperature } };
        foreach (var symbol in new[] { 0, 5 })
        {
            var p = chains.Run(generation => Distribution(generation)[symbol]);
            for (var g = 0; g <= chains.Generations; g++)
                // The map bends: noise of order 1/n in p leaves a bias of that order.
                AssertMean(DecodingMap.Temperature([.. chains.Law.Probabilities], temperature, g)[symbol], p.Select(chain => chain[g]), 1e-3);
        }
    }

    [Fact]
    public void Top_k_cuts_once_and_then_nothing_more()
    {
        var chains = Long with { Decoding = new() { TopK = 3 } };
        var expected = DecodingMap.TopK([.. chains.Law.Probabilities], 3);
        Assert.All(chains.Run(generation => Distribution(generation).Count(x => x > 0)), types => Assert.Equal([6.0, 3, 3, 3], types));
        AssertMean(expected[0], chains.Run(generation => Distribution(generation)[0]).Select(chain => chain[^1]), 1e-4);
    }

    [Fact]
    public void Top_p_shrinks_the_support_until_its_last_rank_is_too_heavy()
    {
        var chains = Long with { Decoding = new() { TopP = 0.86 }, Budget = 20_000, Generations = 5 };
        var types = chains.Run(generation => Distribution(generation).Count(x => x > 0));
        var end = DecodingMap.TopPSupport([.. chains.Law.Probabilities], 0.86);
        Assert.Equal(3, end);
        Assert.All(types, chain => Assert.Equal(end, chain[^1]));
        Assert.All(types, chain => Assert.Equal(6, chain[0]));
    }
}
