namespace TextCollapse.Claims.Measures;

/// <summary>
/// <c>chi-square</c>: Pearson's χ² of the counts <c>METRIC_1, METRIC_2, …</c> relative to the probabilities <c>EXPECTED_1, …</c>, divided
/// by its degrees of freedom, minus 1: about 0 if the distribution is right. Undefined if the expected count of a type is below five, where
/// χ² is not χ²-distributed.
/// </summary>
internal sealed record ExcessFit(string Metric, string Expected, string Arm, int Types) : IClaimMeasure
{
    public string Words => $"χ²/df − 1 of {Metric} against {Expected} over {Types} types in {Arm}";

    public IEnumerable<string> Arms => [Arm];

    public IEnumerable<string> Metrics => [PowerLawOfTypes.Column(Metric, 1), PowerLawOfTypes.Column(Expected, 1)];

    public Measurement Of(SeedRows seed)
    {
        var types = Enumerable.Range(1, Types)
            .Select(type =>
            (Seen: seed.At(Arm, PowerLawOfTypes.Column(Metric, type)), Law: seed.At(Arm, PowerLawOfTypes.Column(Expected, type))))
            .ToArray();
        if (types.Any(type => !type.Seen.IsDefined || !type.Law.IsDefined))
            return Measurement.Undefined("it was not measured");
        var (all, mass) = (types.Sum(type => type.Seen.Value), types.Sum(type => type.Law.Value));
        if (types.Any(type => type.Law.Value / mass * all < 5))
            return Measurement.Undefined("the expected count of a type is below five");
        return types.Sum(type =>
            Math.Pow(type.Seen.Value - type.Law.Value / mass * all, 2) / (type.Law.Value / mass * all)) / (Types - 1) - 1;
    }
}
