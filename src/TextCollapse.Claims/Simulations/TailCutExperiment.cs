using System.Globalization;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Randomness;

namespace TextCollapse.Claims.Simulations;

/// <summary>
/// <c>tail-cut</c>: T draws from a distribution whose types beyond rank k were cut off, as by decoding or a finite sample; the error is the
/// true probability of all types that were never drawn. An arm is a k and a T, <c>cut-10-draws-1000</c> (k = 0: nothing is cut); one row
/// with the columns <c>cut</c>, <c>draws</c>, <c>error</c>.
/// </summary>
internal sealed record TailCutExperiment : IExperiment
{
    /// <inheritdoc/>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>The real distribution.</summary>
    public required IReadOnlyList<double> Law { get; init; }

    /// <summary>The values of k.</summary>
    public required IReadOnlyList<int> Cuts { get; init; }

    /// <summary>The values of T.</summary>
    public required IReadOnlyList<int> Samples { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Arms => [.. Cuts.SelectMany(cut => Samples.Select(samples => Arm(cut, samples)))];

    /// <inheritdoc/>
    public string Words => string.Create(CultureInfo.InvariantCulture,
        $"tail-cut: {Law.Count} types, first {Law[0]:R}, last {Law[^1]:R}; "
            + $"cuts {string.Join(' ', Cuts)}; samples {string.Join(' ', Samples)}; version 1");

    /// <inheritdoc/>
    public IEnumerable<GenerationRow> Run(string arm, long seed)
    {
        var (cut, samples) = Cuts
            .SelectMany(one => Samples.Select(other => (one, other))).First(pair => Arm(pair.one, pair.other) == arm);
        var random = new RandomKey(seed, "tail-cut", cut).Stream("draws", samples);
        var counts = new Sampler([.. cut == 0 ? Law : Law.Take(cut)]).Counts(ref random, samples);
        var rows = new ExperimentRows(arm, seed);
        rows.Add(0, "cut", cut);
        rows.Add(0, "draws", samples);
        rows.Add(0, "error", Law.Where((_, type) => type >= counts.Length || counts[type] == 0).Sum());
        return rows.Means();
    }

    private static string Arm(int cut, int samples) => string.Create(CultureInfo.InvariantCulture, $"cut-{cut}-draws-{samples}");
}
