namespace TextCollapse.Claims.Measures;

/// <summary>
/// <c>lead-time</c>: generations from the first alarm of one column to the first alarm of another. An alarm is a value that differs from
/// generation 0 by more than a share of it. A column without an alarm is counted as having one just after the last generation, which
/// underestimates the magnitude of the lead; if neither has one, the lead is undefined.
/// </summary>
internal sealed record LeadTime(string Metric, string Before, string Arm, double Share) : IClaimMeasure
{
    public string Words =>
        FormattableString.Invariant($"generations by which {Metric} changes by {Share:P0} before {Before} does, in {Arm}");

    public IEnumerable<string> Arms => [Arm];

    public IEnumerable<string> Metrics => [Metric, Before];

    public Measurement Of(SeedRows seed)
    {
        var (early, late) = (seed.Series(Arm, Metric), seed.Series(Arm, Before));
        if (early.Concat(late).FirstOrDefault(value => !value.IsDefined) is { } undefined
            && early.Concat(late).Any(value => !value.IsDefined))
            return undefined;
        var (first, second) = (Alarm(early), Alarm(late));
        return first is null && second is null
            ? Measurement.Undefined(FormattableString.Invariant($"neither {Metric} nor {Before} ever changes by {Share:P0}"))
            : (second ?? late.Count) - (first ?? early.Count);
    }

    private int? Alarm(IReadOnlyList<Measurement> series)
    {
        for (var generation = 1; generation < series.Count; generation++)
            if (Math.Abs(series[generation].Value - series[0].Value) > Share * Math.Abs(series[0].Value))
                return generation;
        return null;
    }
}
