using TextCollapse.Randomness;

namespace TextCollapse.Metrics.Statistics;

/// <summary>
/// Interval of a ratio of sums over documents, Σ numerator/Σ denominator (a mean per document or per character), by drawing documents with
/// replacement. Not valid for metrics that count support, where duplicated documents look like repetition; see <see cref="HalfSampling"/>.
/// </summary>
/// <param name="Estimate">The ratio for the original documents.</param>
/// <param name="Mean">Mean over resamples.</param>
/// <param name="StandardDeviation">Population standard deviation over resamples.</param>
/// <param name="Lower">The 2.5 % quantile (inverse distribution function).</param>
/// <param name="Median">The 50 % quantile.</param>
/// <param name="Upper">The 97.5 % quantile.</param>
internal sealed record DocumentBootstrap(
    Measurement Estimate, Measurement Mean, Measurement StandardDeviation, Measurement Lower, Measurement Median, Measurement Upper)
{
    /// <summary>Up to this many documents all resamples are enumerated.</summary>
    public const int LargestExact = 6;

    /// <summary>All nⁿ resamples, the limit of sampling. At most <see cref="LargestExact"/> documents.</summary>
    public static DocumentBootstrap Exact(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numerators.Length, LargestExact, nameof(numerators));
        double[] above = numerators.ToArray(), below = denominators.ToArray();
        return Over(above, below, Resamples.All(above.Length).Select(resample
            => (Sum(above, resample.Times) / Sum(below, resample.Times), resample.Probability)));
    }

    /// <summary>The interval from <paramref name="resamples"/> drawn resamples, or from all of them if there are few documents.</summary>
    public static DocumentBootstrap Of(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators, RandomStream random,
        int resamples = 2000)
    {
        if (numerators.Length <= LargestExact)
            return Exact(numerators, denominators);
        double[] above = numerators.ToArray(), below = denominators.ToArray();
        var ratios = new (double, double)[resamples];
        for (var r = 0; r < resamples; r++)
        {
            double sumAbove = 0, sumBelow = 0;
            for (var draw = 0; draw < above.Length; draw++)
            {
                var document = random.NextInt(above.Length);
                sumAbove += above[document];
                sumBelow += below[document];
            }
            ratios[r] = (sumAbove / sumBelow, 1.0 / resamples);
        }
        return Over(above, below, ratios);
    }

    private static DocumentBootstrap Over(double[] above, double[] below, IEnumerable<(double Ratio, double Probability)> resamples)
    {
        if (above.Length != below.Length)
            throw new ArgumentException("There must be one numerator per denominator.", nameof(below));
        var estimate = Measurement.Ratio(above.Sum(), below.Sum(), "the denominators sum to 0");
        var sorted = resamples.OrderBy(resample => resample.Ratio).ToArray();
        if (sorted.Length == 0 || sorted.Any(resample => !double.IsFinite(resample.Ratio)))
        {
            var undefined = Measurement.Undefined(above.Length == 0 ? "there are no documents" : "a resample has no finite ratio");
            return new(above.Length == 0 ? undefined : estimate, undefined, undefined, undefined, undefined, undefined);
        }
        var mean = sorted.Sum(resample => resample.Ratio * resample.Probability);
        var variance = sorted.Sum(resample => (resample.Ratio - mean) * (resample.Ratio - mean) * resample.Probability);
        double Quantile(double q)
        {
            var cumulated = 0.0;
            foreach (var (ratio, probability) in sorted)
                if ((cumulated += probability) >= q - 1e-9)
                    return ratio;
            return sorted[^1].Ratio;
        }
        return new(estimate, mean, Math.Sqrt(variance), Quantile(0.025), Quantile(0.5), Quantile(0.975));
    }

    private static double Sum(double[] values, int[] times)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
            sum += times[i] * values[i];
        return sum;
    }
}
