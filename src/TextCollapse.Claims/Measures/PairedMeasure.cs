namespace TextCollapse.Claims.Measures;

/// <summary>A value of one arm, or its difference from the same value of another arm with the same seed.</summary>
/// <param name="Metric">The column.</param>
/// <param name="Arm">The arm.</param>
/// <param name="Against">The arm whose value is subtracted, or null.</param>
internal abstract record PairedMeasure(string Metric, string Arm, string? Against) : IClaimMeasure
{
    public Measurement Of(SeedRows seed)
    {
        var value = OfArm(seed, Arm);
        if (Against is null)
            return value;
        var other = OfArm(seed, Against);
        return other.IsDefined ? value.Map(one => one - other.Value) : other;
    }

    public string Words => $"{What} of {Metric} in {Arm}{(Against is null ? "" : $", less that in {Against}")}";

    public IEnumerable<string> Arms => Against is null ? [Arm] : [Arm, Against];

    public IEnumerable<string> Metrics => [Metric];

    protected abstract string What { get; }

    protected abstract Measurement OfArm(SeedRows seed, string arm);

    protected static string Span(int from, int? to) => (from, to) switch
    {
        (0, null) => "",
        (_, null) => $" from generation {from} on",
        _ => $" over generations {from} to {to}",
    };
}
