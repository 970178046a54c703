namespace TextCollapse.Claims.Measures;

/// <summary><c>relative-change</c>: the change of one arm as a multiple of the change of another.</summary>
internal sealed record RelativeChange(string Metric, string Arm, string Against, int From, int? To) : IClaimMeasure
{
    public string Words => $"change of {Metric} in {Arm} as a multiple of that in {Against}";

    public IEnumerable<string> Arms => [Arm, Against];

    public IEnumerable<string> Metrics => [Metric];

    public Measurement Of(SeedRows seed)
    {
        var (one, other) = (Change.Between(seed, Arm, Metric, From, To), Change.Between(seed, Against, Metric, From, To));
        if (!other.IsDefined)
            return other;
        return other.Value == 0 ? Measurement.Undefined($"nothing changed in {Against}") : one.Map(change => change / other.Value);
    }
}
