using MathNet.Numerics.Distributions;

namespace TextCollapse.Metrics.Statistics;

/// <summary>
/// The test of equal variances of paired values (Pitman 1939, Morgan 1939): variances are equal exactly where sums and differences are
/// uncorrelated. Unlike the F test it is right where the values of a pair go together. Assumes normal pairs.
/// </summary>
internal static class PitmanMorgan
{
    /// <summary>One-sided p that the second values vary more; 1 for fewer than three pairs or where nothing varies.</summary>
    public static double P(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        if (first.Count < 3)
            return 1;
        double sumMean = first.Average() + second.Average(), differenceMean = second.Average() - first.Average();
        double both = 0, sums = 0, differences = 0;
        for (var i = 0; i < first.Count; i++)
        {
            var (sum, difference) = (first[i] + second[i] - sumMean, second[i] - first[i] - differenceMean);
            (both, sums, differences) = (both + sum * difference, sums + sum * sum, differences + difference * difference);
        }
        if (sums == 0 || differences == 0)
            return 1;
        var correlation = Math.Clamp(both / Math.Sqrt(sums * differences), -1, 1);
        var freedom = first.Count - 2;
        return StudentT.CDF(0, 1, freedom, -correlation * Math.Sqrt(freedom / (1 - correlation * correlation)));
    }
}
