using System.Globalization;
using TextCollapse.Experiments.Theory;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Randomness;

namespace TextCollapse.Claims.Simulations;

/// <summary>
/// <c>weights</c>: in every generation the estimate of a distribution over types is w times the frequencies of n new real draws plus 1 − w
/// times those of n draws of the last estimate. All weights use the same real draws. An arm is a weight, <c>w-0.6</c>; one row, the mean
/// over generations after a fifth of them: <c>weight</c>, <c>squared_error</c>, <c>relative_error</c> (as a multiple of H/n).
/// </summary>
internal sealed record WeightsExperiment : IExperiment
{
    /// <inheritdoc/>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>The real distribution.</summary>
    public required IReadOnlyList<double> Law { get; init; }

    /// <summary>n.</summary>
    public required int Draws { get; init; }

    /// <summary>The weights of real draws.</summary>
    public required IReadOnlyList<double> Weights { get; init; }

    /// <summary>Generations.</summary>
    public required int Generations { get; init; }

    /// <summary>Chains per arm and seed.</summary>
    public required int Chains { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Arms => [.. Weights.Select(Arm)];

    /// <inheritdoc/>
    public string Words =>
        string.Create(CultureInfo.InvariantCulture,
        $"weights: law {NumberList.Of(Law)}; weights {NumberList.Of(Weights)}; "
            + $"{Draws} draws; {Generations} generations; {Chains} chains a seed; version 1");

    /// <inheritdoc/>
    public IEnumerable<GenerationRow> Run(string arm, long seed)
    {
        var weight = Weights.First(one => Arm(one) == arm);
        var rows = new ExperimentRows(arm, seed);
        var law = new Sampler([.. Law]);
        for (var chain = 0; chain < Chains; chain++)
        {
            var key = new RandomKey(seed, "weights", chain);
            var (fresh, own) = (key.Stream("real"), key.Stream("synthetic"));
            var estimate = Law.ToArray();
            for (var generation = 0; generation <= Generations; generation++)
            {
                var (real, written) = (law.Counts(ref fresh, Draws), new Sampler(estimate).Counts(ref own, Draws));
                for (var type = 0; type < estimate.Length; type++)
                    estimate[type] = (weight * real[type] + (1 - weight) * written[type]) / Draws;
                if (generation < Generations / 5)
                    continue;
                var error = estimate.Zip(Law, (a, b) => (a - b) * (a - b)).Sum();
                rows.Add(Generations, "weight", weight);
                rows.Add(Generations, "squared_error", error);
                rows.Add(Generations, "relative_error", error * Draws / Heterozygosity.Of([.. Law]));
            }
        }
        return rows.Means();
    }

    private static string Arm(double weight) => string.Create(CultureInfo.InvariantCulture, $"w-{weight}");
}
