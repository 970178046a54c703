using System.Globalization;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Randomness;

namespace TextCollapse.Claims.Simulations;

/// <summary>
/// <c>gaussian</c>: mean and variance of a normal distribution (0 and 1) are estimated by maximum likelihood from n draws, and then
/// repeatedly from draws of the last estimate. An arm is a schedule: <c>replace</c> (n draws each time), <c>accumulate</c> (fitted to all
/// draws so far), <c>grow-A</c> (replaced by n (t + 1)^A draws). Only the sample's mean and sum of squares are drawn, whose distributions
/// are known exactly (normal, and χ² by Cochran's theorem).
/// <para>Columns, means over chains: <c>squared_error</c> of the mean, <c>relative_error</c> (as a multiple of 1/n, that of n real draws),
/// <c>variance</c>, <c>log_variance</c>.</para>
/// </summary>
internal sealed record GaussianExperiment : IExperiment
{
    private const int Points = 50;

    /// <inheritdoc/>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>n.</summary>
    public required int Draws { get; init; }

    /// <summary>The schedules.</summary>
    public required IReadOnlyList<string> Schedules { get; init; }

    /// <summary>Generations after generation 0.</summary>
    public required int Generations { get; init; }

    /// <summary>Chains per arm and seed.</summary>
    public required int Chains { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Arms => Schedules;

    /// <inheritdoc/>
    public string Words =>
        string.Create(CultureInfo.InvariantCulture,
        $"gaussian: {string.Join(' ', Schedules)}; {Draws} draws; {Generations} generations; {Chains} chains a seed; version 1");

    /// <inheritdoc/>
    public IEnumerable<GenerationRow> Run(string arm, long seed)
    {
        var rows = new ExperimentRows(arm, seed);
        for (var chain = 0; chain < Chains; chain++)
        {
            var random = new RandomKey(seed, "gaussian", 0).Stream("chain", chain);
            double mean = 0, variance = 1, count = 0, sum = 0, squares = 0;
            for (var generation = 0; generation <= Generations; generation++)
            {
                var draws = Growth(arm) is { } power ? Math.Round(Draws * Math.Pow(generation + 1, power)) : Draws;
                var (drawnMean, about) = (mean
                    + Math.Sqrt(variance / draws) * random.NextNormal(), variance * ChiSquare(ref random, draws - 1));
                if (arm != "accumulate")
                    (count, sum, squares) = (0, 0, 0);
                (count, sum, squares) = (count + draws, sum + draws * drawnMean, squares + about + draws * drawnMean * drawnMean);
                (mean, variance) = (sum / count, Math.Max(0, squares / count - sum / count * (sum / count)));
                // Computed relative to the drawn mean, so that a small variance is not lost next to a large mean.
                if (arm != "accumulate")
                    variance = about / draws;
                if (generation % Math.Max(1, Generations / Points) != 0 && generation != Generations)
                    continue;
                rows.Add(generation, "squared_error", mean * mean);
                rows.Add(generation, "relative_error", mean * mean * Draws);
                rows.Add(generation, "variance", variance);
                rows.Add(generation, "log_variance", Math.Log(variance));
            }
        }
        return rows.Means();
    }

    /// <summary>Reports unknown schedules.</summary>
    internal static IReadOnlyList<string> Check(YamlTable table, IReadOnlyList<string> schedules)
    {
        foreach (var schedule in schedules.Where(schedule => schedule is not ("replace" or "accumulate") && Growth(schedule) is null))
            table.Wrong("schedules", $"'{schedule}' is not one of replace, accumulate, grow-A.");
        return schedules;
    }

    private static double? Growth(string schedule) => schedule.StartsWith("grow-", StringComparison.Ordinal)
        && double.TryParse(schedule["grow-".Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out var power) && power >= 0
        ? power : null;

    /// <summary>
    /// χ² with k degrees of freedom as twice a gamma variate of shape k/2 (Marsaglia and Tsang 2000; for k = 1 the square of a normal
    /// variate).
    /// </summary>
    private static double ChiSquare(ref RandomStream random, double k)
    {
        if (k < 2)
            return Math.Pow(random.NextNormal(), 2);
        var d = k / 2 - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var normal = random.NextNormal();
            var v = Math.Pow(1 + c * normal, 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < 0.5 * normal * normal + d - d * v + d * Math.Log(v))
                return 2 * d * v;
        }
    }
}
