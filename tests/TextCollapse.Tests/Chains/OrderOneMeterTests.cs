using TextCollapse.Corpora;
using TextCollapse.Experiments.Review;
using TextCollapse.Models.Ngram;

namespace TextCollapse.Tests.Chains;

/// <summary>The predictions that a run writes beside its measurements are right on average over many runs, each given its own real text.</summary>
public class OrderOneMeterTests
{
    [Theory]
    [InlineData("replace", 8)]
    [InlineData("accumulate", 8)]
    [InlineData("accumulate-subsample", 1)]
    [InlineData("accumulate-subsample", 8)]
    [InlineData("accumulate-subsample", 40)]
    [InlineData("past", 8)]
    [InlineData("expanding", 8)]
    [InlineData("fixed-real", 8)]
    [InlineData("fresh-real", 8)]
    [InlineData("duplicate", 8)]
    [InlineData("shuffled-real", 8)]
    public void What_is_predicted_is_measured_on_average(string strategy, int documentLength)
        => AssertPredicted(new ReplicateChains { Strategy = strategy, DocumentLength = documentLength, RealShare = 0.4, Added = 0.3, Generations = 6 });

    [Fact]
    public void Smoothing_by_add_alpha_is_predicted()
        => AssertPredicted(new ReplicateChains { Strategy = "replace", Model = new() { Order = 1, Smoothing = NgramSmoothing.AddAlpha, Alpha = 0.3 } });

    [Fact]
    public void Types_are_predicted_where_a_form_is_known()
    {
        foreach (var strategy in new[] { "replace", "accumulate", "duplicate" })
        {
            var chains = new ReplicateChains { Strategy = strategy, Law = new ZipfText(20, 1), Chains = 300 };
            AssertAgree(chains, "known_types");
            Assert.True(chains.RunWithTheory()[0].AllFacts.All(facts => facts["known_types_theory"].IsDefined));
        }
    }

    [Fact]
    public void Where_no_form_is_known_none_is_written()
    {
        var facts = new ReplicateChains { Strategy = "window", Chains = 1 }.RunWithTheory()[0].AllFacts;
        Assert.All(facts, generation => Assert.False(generation["sum_of_squares_theory"].IsDefined));
        Assert.All(facts, generation => Assert.True(generation["sum_of_squares"].IsDefined));
    }

    [Fact]
    public void From_where_people_step_in_nothing_is_predicted()
    {
        var decision = new Decision(1, "replace", 0, 2, DateTimeOffset.UnixEpoch, "a test", "", new InjectRealText(0.5));
        var chains = new ReplicateChains { Strategy = "replace", Chains = 1, Decisions = [decision] };
        Assert.Equal([true, true, true, false, false, false], chains.RunWithTheory()[0].AllFacts.Select(facts => facts["sum_of_squares_theory"].IsDefined));
        var words = chains with { Decisions = [decision with { What = new TakeNote(), Why = "only words" }] };
        Assert.All(words.RunWithTheory()[0].AllFacts, facts => Assert.True(facts["sum_of_squares_theory"].IsDefined));
    }

    private static void AssertPredicted(ReplicateChains chains)
    {
        AssertAgree(chains, "sum_of_squares");
        Assert.Equal(0, AssertAgree(chains with { Chains = 2 }, "sum_of_squares")[0], 1e-6);
    }

    /// <summary>The difference from the prediction has mean zero in every generation; what is returned is its mean in generation 0.</summary>
    private static double[] AssertAgree(ReplicateChains chains, string column)
    {
        var records = chains.RunWithTheory();
        var means = new double[chains.Generations + 1];
        for (var g = 0; g <= chains.Generations; g++)
        {
            var differences = records.Select(record => record.AllFacts[g][column].Value - record.AllFacts[g][column + "_theory"].Value).ToArray();
            means[g] = differences.Average();
            if (chains.Chains > 2)
                ReplicateChains.AssertMean(0, differences);
        }
        return means;
    }
}
