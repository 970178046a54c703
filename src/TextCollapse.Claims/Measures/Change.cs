namespace TextCollapse.Claims.Measures;

/// <summary><c>change</c>: the value at a generation (default: the last) minus that at an earlier one (default: the first).</summary>
internal sealed record Change(string Metric, string Arm, string? Against, int From, int? To) : PairedMeasure(Metric, Arm, Against)
{
    protected override string What => $"change{Span(From, To)}";

    protected override Measurement OfArm(SeedRows seed, string arm) => Between(seed, arm, Metric, From, To);

    internal static Measurement Between(SeedRows seed, string arm, string metric, int from, int? to)
        => seed.At(arm, metric, from) is { IsDefined: true } first ? seed.At(arm, metric, to).Map(last => last - first.Value)
            : seed.At(arm, metric, from);
}
