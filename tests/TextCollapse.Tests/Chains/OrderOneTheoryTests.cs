using TextCollapse.Corpora;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Experiments.Theory;
using TextCollapse.Models.Ngram;
using static TextCollapse.Tests.Chains.ReplicateChains;

namespace TextCollapse.Tests.Chains;

/// <summary>
/// The closed forms hold for the chain as it is run. Generation g of a chain is round g + 1 of theory, whose first round draws from the law.
/// Each comparison is at four standard errors of the mean over the chains.
/// </summary>
public class OrderOneTheoryTests
{
    [Fact]
    public void Replace_drifts_as_Wright_and_Fisher_say()
    {
        var chains = new ReplicateChains { Strategy = "replace" };
        AssertEachGeneration(chains, SumOfSquares, g => ReplaceDrift.SumOfSquares(chains.S, chains.Budget, g + 1));
        for (var symbol = 0; symbol < 3; symbol++)
            AssertEachGeneration(chains, generation => Distribution(generation)[symbol], _ => chains.Law.Probabilities[symbol]);
    }

    [Fact]
    public void Replace_ends_with_one_type_as_often_as_its_probability_and_as_late_as_the_exact_chain()
    {
        var chains = new ReplicateChains { Strategy = "replace", Law = new ZipfText(2, 1), Budget = 12, Generations = 130, Chains = 400 };
        var first = chains.Run(generation => Distribution(generation)[0]);
        Assert.All(first, chain => Assert.True(chain[^1] is 0 or > 0.999999));
        var p = chains.Law.Probabilities[0];
        AssertMean(p, first.Select(chain => chain[^1]));
        // From the law the first round leads to a count; from there on it is the exact chain of counts.
        var rounds = Theory.LimitTests.RoundsToFixation(chains.Budget);
        var expected = 1 + Theory.TwoTypes.Draws(chains.Budget, p).Sum(draw => draw.Probability * rounds[draw.Count]);
        AssertMean(expected, first.Select(chain => 1.0 + Array.FindIndex(chain, x => x is 0 or > 0.999999)));
        Assert.InRange(FixationTime.TwoTypes(p, chains.Budget) / expected, 0.9, 1.1);
    }

    [Fact]
    public void Replace_loses_types_as_the_exact_counts_say()
    {
        var chains = new ReplicateChains { Strategy = "replace", Law = new ZipfText(30, 1), Budget = 60, DocumentLength = 60 };
        var known = chains.Run(generation => Distribution(generation).Count(x => x > 0));
        AssertMean(SurvivingTypes.AfterOneRound([.. chains.Law.Probabilities], chains.Budget), known.Select(chain => chain[0]));
        for (var g = 1; g <= chains.Generations; g++)
        {
            var bound = SurvivingTypes.LowerBound([.. chains.Law.Probabilities], chains.Budget, g + 1);
            Assert.InRange(known.Average(chain => chain[g]), bound - 0.2, bound * 1.03);
        }
    }

    [Fact]
    public void Accumulate_loses_a_bounded_part()
    {
        var chains = new ReplicateChains { Strategy = "accumulate", Budget = 16, Generations = 12 };
        AssertEachGeneration(chains, SumOfSquares, g => 1 - AccumulateDrift.Expected(1 - chains.S, chains.Budget, 0, g + 1));
    }

    [Fact]
    public void Accumulate_and_subsample_single_characters()
    {
        var chains = new ReplicateChains { Strategy = "accumulate-subsample", DocumentLength = 1, Budget = 20, Generations = 6 };
        // The pool of generation g holds g + 1 budgets, the real text among them.
        var pool = (1 - chains.S) * (1 - 1.0 / chains.Budget);
        var expected = new double[chains.Generations + 1];
        expected[0] = pool;
        for (var g = 1; g <= chains.Generations; g++)
        {
            pool = SubsampleDrift.NextPool(pool, chains.Budget, g);
            expected[g] = SubsampleDrift.Model(pool, chains.Budget, chains.Budget * (g + 1));
        }
        AssertEachGeneration(chains, SumOfSquares, g => 1 - expected[g]);
    }

    [Fact]
    public void Fresh_real_text_in_fixed_numbers()
    {
        var chains = new ReplicateChains { Strategy = "fresh-real", RealShare = 0.3, Budget = 20, Generations = 12 };
        var expected = Iterated(chains, f => FreshRealDrift.NextStratified(f, chains.S, 6, 14));
        AssertEachGeneration(chains, SumOfSquares, g => expected[g]);
    }

    [Fact]
    public void Fresh_real_text_by_chance_settles_at_the_balance_of_immigration_and_drift()
    {
        const double share = 0.3;
        var chains = new ReplicateChains { Strategy = "fresh-real", Mixing = new MixedByChance(share), Budget = 20, Generations = 12 };
        var expected = Iterated(chains, f => FreshRealDrift.NextMixed(f, chains.S, chains.Budget, share));
        AssertEachGeneration(chains, SumOfSquares, g => expected[g]);
        Assert.Equal(FreshRealDrift.FixedPointMixed(chains.S, chains.Budget, share), expected[^1], 1e-3);
    }

    [Fact]
    public void Fresh_real_text_weighs_as_the_golden_ratio_has_it()
    {
        var chains = new ReplicateChains { Strategy = "fresh-real", RealShare = 0.4, Budget = 30, Generations = 16 };
        var error = chains.Run(generation => Distribution(generation).Zip(chains.Law.Probabilities, (x, p) => (x - p) * (x - p)).Sum());
        // (1 − w)² is the memory of one generation: by the eighth it is below 10⁻³.
        AssertMean(WeightedMixture.SquaredError(1 - chains.S, 0.4, 12, 18), error.Select(chain => chain[8..].Average()), 1e-4);
    }

    [Fact]
    public void The_golden_weight_as_a_mitigation_reaches_the_least_error_of_fresh_and_written_text_of_equal_sizes()
    {
        // 15 real and 15 written characters, read 13 and 8 times: a weight of 13/21 = 0.619.
        var chains = new ReplicateChains { Strategy = "fresh-real", RealShare = 0.5, Budget = 30, DocumentLength = 15, Generations = 16, Mitigations = new(new RealTextWeight(0.618, Whole: true)) };
        double Error(GenerationToMeasure generation) => Distribution(generation).Zip(chains.Law.Probabilities, (x, p) => (x - p) * (x - p)).Sum();
        var weighted = chains.Run(Error).Select(chain => chain[8..].Average()).ToArray();
        AssertMean(WeightedMixture.SquaredError(1 - chains.S, 13.0 / 21, 15, 15), weighted, 1e-4);
        Assert.True(weighted.Average() < (chains with { Mitigations = MitigationList.None }).Run(Error).Average(chain => chain[8..].Average()));
        Assert.True(weighted.Average() < (chains with { Mitigations = new(new RealTextWeight(0.9, Whole: true)) }).Run(Error).Average(chain => chain[8..].Average()));
    }

    [Fact]
    public void Noise_in_characters_is_mutation_and_settles_where_add_alpha_does()
    {
        // What is read is drawn from (1 − u) p̂ + u/V: add-α with A = 1 − u, and then counted.
        const double rate = 0.2;
        var chains = new ReplicateChains { Strategy = "replace", Law = new ZipfText(4, 1), Budget = 20, Generations = 20, Mitigations = new(new CharacterNoise(rate)) };
        var kept = (1 - rate) * (1 - rate);
        var expected = Iterated(chains, f => ReplaceDrift.Next(kept * f + (1 - kept) / 4, chains.Budget));
        AssertEachGeneration(chains, SumOfSquares, g => expected[g]);
    }

    [Fact]
    public void Fixed_real_text()
    {
        var chains = new ReplicateChains { Strategy = "fixed-real", RealShare = 0.25, Budget = 20, DocumentLength = 5, Generations = 10 };
        // Real text is read again as a part of what generation 0 read: on average over the law, R and C begin alike.
        double sample = ReplaceDrift.Next(chains.S, 5), product = ReplaceDrift.Next(chains.S, 20);
        var expected = Iterated(chains, f =>
        {
            var next = FixedRealDrift.Next(f, sample, product, 5, 15);
            product = FixedRealDrift.NextProduct(product, sample, 5, 15);
            return next;
        });
        AssertEachGeneration(chains, SumOfSquares, g => expected[g]);
    }

    [Fact]
    public void Add_alpha_settles_between_loss_and_uniformity()
    {
        var chains = new ReplicateChains { Strategy = "replace", Law = new ZipfText(4, 1), Budget = 20, Generations = 50, Chains = 400, Model = new() { Order = 1, Smoothing = NgramSmoothing.AddAlpha, Alpha = 0.5 } };
        AssertMean(AddAlphaDrift.FixedPoint(20, 0.5, 4), chains.Run(SumOfSquares).Select(chain => chain[40..].Average()), 1e-5);
    }

    [Fact]
    public void Rows_of_a_bigram_model_drift_each_at_its_own_pace()
    {
        // In documents of two characters how often a row is visited does not depend on what was drawn from it: there the form is exact.
        var chains = new ReplicateChains { Strategy = "replace", Law = new ZipfText(4, 0.5), Budget = 60, DocumentLength = 2, Generations = 3, Chains = 500, Model = new() { Order = 2, Smoothing = NgramSmoothing.MaximumLikelihood } };
        foreach (var context in new ushort[] { 0, 1, 2, 3 })
        {
            var seen = chains.Run(generation => Heterozygosity.Of(Row(generation, [context, 0], 1)));
            var counts = chains.Run(generation => generation.Read.Documents.Count(document => document.Symbols.Span[0] == context));
            for (var g = 0; g < chains.Generations; g++)
                AssertMean(0, Enumerable.Range(0, chains.Chains).Where(c => counts[c][g] > 0 && counts[c][g + 1] > 0)
                    .Select(c => seen[c][g + 1] - ContextDrift.Heterozygosity(seen[c][g], counts[c][g + 1])));
        }
    }

    private static void AssertEachGeneration(ReplicateChains chains, Func<GenerationToMeasure, double> measure, Func<int, double> expected)
    {
        var measured = chains.Run(measure);
        for (var g = 0; g <= chains.Generations; g++)
            AssertMean(expected(g), measured.Select(chain => chain[g]));
    }

    private static double[] Iterated(ReplicateChains chains, Func<double, double> next)
    {
        var values = new double[chains.Generations + 1];
        values[0] = ReplaceDrift.Next(chains.S, chains.Budget);
        for (var g = 1; g < values.Length; g++)
            values[g] = next(values[g - 1]);
        return values;
    }

    /// <summary>Each character is real with probability λ: a binomial number of real characters, then the product's exact share.</summary>
    private sealed record MixedByChance(double share) : MixingStrategy
    {
        public override Corpus Compose(MixingTask task)
        {
            var random = task.Random.Stream("how many are real");
            var real = Enumerable.Range(0, (int)task.Budget).Count(_ => random.NextDouble() < share);
            var unseen = task.Unseen.Slice((task.Generation - 1) * task.Budget, task.Budget);
            return new FreshReal { RealShare = (double)real / task.Budget }.Compose(task with { Generation = 1, UnseenUsed = 0, Unseen = unseen, Generated = _ => task.Last });
        }

        public override double ExpectedRealShare(int generation) => share;
        public override bool RealShareIsExpectation => true;
        public override long UnseenReal(long budget) => budget;
    }
}
