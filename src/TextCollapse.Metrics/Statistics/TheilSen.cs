namespace TextCollapse.Metrics.Statistics;

/// <summary>A trend that is robust to outliers: the median of the slopes between all pairs (Theil 1950; Sen 1968).</summary>
public static class TheilSen
{
    /// <summary>The slope per step of equally spaced values (generations); undefined for fewer than two, or if one is not finite.</summary>
    public static Measurement Slope(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
            return Measurement.Undefined("a slope needs two values");
        var slopes = new double[values.Length * (values.Length - 1) / 2];
        var count = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                return Measurement.Undefined("a value is not finite");
            for (var j = 0; j < i; j++)
                slopes[count++] = (values[i] - values[j]) / (i - j);
        }
        return Quantiles.Median(slopes);
    }
}
