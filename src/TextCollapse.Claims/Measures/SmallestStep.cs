namespace TextCollapse.Claims.Measures;

/// <summary>
/// <c>smallest-step</c>: over arms in a claimed descending order, the smallest difference between neighbours; above 0 if the whole order
/// holds. Biased downwards, so the test is conservative.
/// </summary>
internal sealed record SmallestStep(string Metric, IReadOnlyList<string> Arms, int? Generation) : IClaimMeasure
{
    public string Words => $"smallest step of {Metric} in the order {string.Join(" > ", Arms)}";

    IEnumerable<string> IClaimMeasure.Arms => Arms;

    public IEnumerable<string> Metrics => [Metric];

    public Measurement Of(SeedRows seed)
    {
        var values = Arms.Select(arm => seed.At(arm, Metric, Generation)).ToArray();
        if (values.Any(value => !value.IsDefined))
            return values.First(value => !value.IsDefined);
        return values.Length < 2 ? Measurement.Undefined("an order needs two arms")
            : values.Zip(values.Skip(1), (larger, smaller) => larger.Value - smaller.Value).Min();
    }
}
