namespace TextCollapse.Claims.Measures;

/// <summary><c>convexity</c>: over arms in order, the last step of a value minus the first step; above 0 if it accelerates.</summary>
internal sealed record Convexity(string Metric, IReadOnlyList<string> Arms, int? Generation) : IClaimMeasure
{
    public string Words => $"last step less first step of {Metric} over {string.Join(", ", Arms)}";

    IEnumerable<string> IClaimMeasure.Arms => Arms;

    public IEnumerable<string> Metrics => [Metric];

    public Measurement Of(SeedRows seed)
    {
        var values = Arms.Select(arm => seed.At(arm, Metric, Generation)).ToArray();
        if (values.Any(value => !value.IsDefined))
            return values.First(value => !value.IsDefined);
        return values.Length < 3 ? Measurement.Undefined("two steps need three arms")
            : values[^1].Value - values[^2].Value - (values[1].Value - values[0].Value);
    }
}
