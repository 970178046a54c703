namespace TextCollapse.Claims.Measures;

/// <summary><c>value</c>: the value at a generation (default: the last).</summary>
internal sealed record Value(string Metric, string Arm, string? Against, int? Generation) : PairedMeasure(Metric, Arm, Against)
{
    protected override string What => Generation is { } one ? $"value at generation {one}" : "last value";

    protected override Measurement OfArm(SeedRows seed, string arm) => seed.At(arm, Metric, Generation);
}
