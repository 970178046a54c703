using MathNet.Numerics.Distributions;

namespace TextCollapse.Metrics.Statistics;

/// <summary>
/// Two one-sided t-tests (Schuirmann 1987): are the paired differences within ±margin? A difference that is not significant does not prove
/// equality; a claim of "no collapse" needs this test.
/// </summary>
/// <param name="Margin">The largest negligible difference.</param>
/// <param name="Interval">The (1 − 2α) interval of the mean difference.</param>
/// <param name="P">The larger of the two one-sided p-values.</param>
/// <param name="Equal">True if the interval lies within ±margin.</param>
internal sealed record EquivalenceTest(double Margin, SeedInterval Interval, Measurement P, bool Equal)
{
    /// <summary>The test of differences paired by seed at level <paramref name="alpha"/>; undefined for fewer than two.</summary>
    public static EquivalenceTest Of(ReadOnlySpan<double> differences, double margin, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(margin);
        var interval = SeedInterval.Student(differences, 1 - 2 * alpha);
        if (!interval.Lower.IsDefined)
            return new(margin, interval, Measurement.Undefined(interval.Lower.UndefinedBecause!), false);
        var (mean, error) = SeedInterval.MeanAndError(differences);
        var nearest = margin - Math.Abs(mean);
        var p = (error, nearest) switch
        {
            (0, > 0) => 0,
            (0, _) => 1,
            _ => StudentT.CDF(0, 1, differences.Length - 1, -nearest / error),
        };
        return new(margin, interval, p, interval.Lower.Value >= -margin && interval.Upper.Value <= margin);
    }
}
