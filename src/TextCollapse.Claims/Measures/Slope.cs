using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Claims.Measures;

/// <summary><c>slope</c>: the Theil–Sen slope per generation.</summary>
internal sealed record Slope(string Metric, string Arm, string? Against, int From, int? To) : PairedMeasure(Metric, Arm, Against)
{
    protected override string What => $"slope per generation{Span(From, To)}";

    protected override Measurement OfArm(SeedRows seed, string arm)
    {
        var series = seed.Series(arm, Metric, From, To);
        return series.FirstOrDefault(value => !value.IsDefined) is { UndefinedBecause: { } reason } && series.Any(value => !value.IsDefined)
            ? Measurement.Undefined(reason) : TheilSen.Slope([.. series.Select(value => value.Value)]);
    }
}
