namespace TextCollapse.Claims.Measures;

/// <summary>
/// <c>rank-correlation</c>: Spearman's correlation of <c>METRIC_1, METRIC_2, …</c> of the last row with the number of the type.
/// </summary>
internal sealed record RankCorrelation(string Metric, string Arm, int Types) : IClaimMeasure
{
    public string Words => $"rank correlation of {Metric} with the type's rank over {Types} types in {Arm}";

    public IEnumerable<string> Arms => [Arm];

    public IEnumerable<string> Metrics => [PowerLawOfTypes.Column(Metric, 1)];

    public Measurement Of(SeedRows seed)
    {
        var values = Enumerable.Range(1, Types).Select(type => seed.At(Arm, PowerLawOfTypes.Column(Metric, type))).ToArray();
        return values.Any(value => !value.IsDefined) ? values.First(value => !value.IsDefined)
            : Measurement.Of(MathNet.Numerics.Statistics.Correlation.Spearman(Enumerable.Range(1, Types)
                .Select(type => (double)type), values.Select(value => value.Value)));
    }
}
