using System.Globalization;
using TextCollapse.Experiments.Theory;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Randomness;

namespace TextCollapse.Claims.Simulations;

/// <summary>
/// <c>shared-error</c>: a law is estimated from T draws of which a fixed share comes from one poor generator (itself fitted to a few real
/// draws), as when a corpus grows but a part of it was always written by the same model. A cell is a share and a T,
/// <c>synthetic-0.01-draws-1000</c>; one row with the columns <c>share</c>, <c>draws</c>, <c>squared_error</c>, <c>relative_error</c> (as a
/// multiple of H/T).
/// </summary>
internal sealed record SharedErrorExperiment : IExperiment
{
    /// <inheritdoc/>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>The real law.</summary>
    public required IReadOnlyList<double> Law { get; init; }

    /// <summary>Real draws that the generator was fitted to.</summary>
    public required int FirstDraws { get; init; }

    /// <summary>The shares of synthetic draws.</summary>
    public required IReadOnlyList<double> Shares { get; init; }

    /// <summary>The values of T.</summary>
    public required IReadOnlyList<int> Samples { get; init; }

    /// <summary>Generators per cell and seed.</summary>
    public required int Chains { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Cells => [.. Shares.SelectMany(share => Samples.Select(samples => Cell(share, samples)))];

    /// <inheritdoc/>
    public string Words => string.Create(CultureInfo.InvariantCulture,
        $"shared-error: law {NumberList.Of(Law)}; generator of {FirstDraws} draws; shares {NumberList.Of(Shares)}; "
            + $"samples {string.Join(' ', Samples)}; {Chains} chains a seed; version 1");

    /// <inheritdoc/>
    public IEnumerable<GenerationRow> Run(string cell, long seed)
    {
        var (share, samples) = Shares
            .SelectMany(one => Samples.Select(other => (one, other))).First(pair => Cell(pair.one, pair.other) == cell);
        var rows = new ExperimentRows(cell, seed);
        var law = new Sampler([.. Law]);
        for (var chain = 0; chain < Chains; chain++)
        {
            var key = new RandomKey(seed, "shared-error", chain);
            var (first, random) = (key.Stream("generator"), key.Stream("draws", samples));
            var generator = new Sampler(Array.ConvertAll(law.Counts(ref first, FirstDraws), count => (double)count));
            var synthetic = (long)Math.Round(share * samples);
            var counts = law.Counts(ref random, samples - synthetic);
            var written = generator.Counts(ref random, synthetic);
            var error = Law.Select((p, type) => Math.Pow((double)(counts[type] + written[type]) / samples - p, 2)).Sum();
            rows.Add(0, "share", share);
            rows.Add(0, "draws", samples);
            rows.Add(0, "squared_error", error);
            rows.Add(0, "relative_error", error * samples / Heterozygosity.Of([.. Law]));
        }
        return rows.Means();
    }

    private static string Cell(double share, int samples) =>
        string.Create(CultureInfo.InvariantCulture, $"synthetic-{share}-draws-{samples}");
}
