using TextCollapse.Claims.Simulations;
using TextCollapse.Experiments.Theory;

namespace TextCollapse.Claims.Tests;

public class ExperimentTests
{
    [Fact]
    public void Types_under_replacement_drift_as_theory_says()
    {
        var experiment = Types("replace", 20, 10);
        var p = experiment.Law.ToArray();
        var rows = experiment.Run("replace-20", 1).ToArray();
        Assert.Equal(1 - ReplaceDrift.SumOfSquares(Heterozygosity.SumOfSquares(p), 20, 11), rows[^1]["heterozygosity"].Value, 0.02);
    }

    [Fact]
    public void Types_that_accumulate_lose_the_bounded_part_that_theory_says()
    {
        var experiment = Types("accumulate", 20, 40);
        var h = Heterozygosity.Of([.. experiment.Law]);
        Assert.Equal(AccumulateDrift.Expected(h, 20, 0, 41), experiment.Run("accumulate-20", 1).Last()["heterozygosity"].Value, 0.02);
    }

    [Fact]
    public void A_window_of_one_is_replacement_and_longer_ones_are_absorbed_later()
    {
        Assert.Equal(Absorbed("replace"), Absorbed("window-1"), 8.0);
        Assert.True(Absorbed("window-3") > Absorbed("replace") + 5);

        static double Absorbed(string strategy) =>
            Types(strategy, 10, 200, 200).Run($"{strategy}-10", 1).Last()["absorption_generation"].Value;
    }

    [Fact]
    public void A_normal_law_keeps_six_over_pi_squared_of_its_efficiency_where_it_accumulates_and_loses_variance_where_it_is_replaced()
    {
        var experiment = new GaussianExperiment
        {
            Seeds = [1],
            Draws = 20,
            Schedules = ["replace", "accumulate"],
            Generations = 10,
            Chains = 20_000
        };
        Assert.Equal(Enumerable.Range(1, 11).Sum(j => 1.0 / (j * j)), experiment.Run("accumulate", 1).Last()["relative_error"].Value, 0.06);
        Assert.Equal(GaussianDrift.Variance(1, 20, 11), experiment.Run("replace", 1).Last()["variance"].Value, 0.02);
    }

    [Fact]
    public void Weights_have_the_error_of_theory()
    {
        double[] law = [.. Enumerable.Repeat(0.05, 20)];
        var experiment = new WeightsExperiment { Seeds = [1], Law = law, Draws = 100, Weights = [0.5], Generations = 200, Chains = 20 };
        Assert.Equal(WeightedMixture.SquaredError(Heterozygosity.Of(law), 0.5, 100, 100),
            experiment.Run("w-0.5", 1).Single()["squared_error"].Value, 2e-4);
    }

    [Fact]
    public void A_cut_tail_costs_what_was_cut()
    {
        var experiment = new TailCutExperiment { Seeds = [1], Law = [0.5, 0.3, 0.15, 0.05], Cuts = [0, 2], Samples = [1000] };
        Assert.Equal(0.2, experiment.Run("cut-2-draws-1000", 1).Single()["error"].Value, 12);
        Assert.Equal(0, experiment.Run("cut-0-draws-1000", 1).Single()["error"].Value);
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_another_seed_others()
    {
        var experiment = Types("past", 10, 20, 5);
        Assert.Equal(experiment.Run("past-10", 3).Last()["heterozygosity"], experiment.Run("past-10", 3).Last()["heterozygosity"]);
        Assert.NotEqual(experiment.Run("past-10", 3).Last()["heterozygosity"], experiment.Run("past-10", 4).Last()["heterozygosity"]);
    }

    private static TypesExperiment Types(string strategy, int draws, int generations, int chains = 1000)
        => new()
        {
            Seeds = [1],
            Law = [0.4, 0.3, 0.2, 0.1],
            Draws = [draws],
            Strategies = [strategy],
            Generations = generations,
            Chains = chains
        };
}
