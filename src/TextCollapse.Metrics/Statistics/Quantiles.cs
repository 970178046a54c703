namespace TextCollapse.Metrics.Statistics;

/// <summary>Order statistics.</summary>
public static class Quantiles
{
    /// <summary>The middle value, or the mean of the middle two. Sorts <paramref name="values"/>.</summary>
    public static double Median(double[] values)
    {
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /// <summary>
    /// The smallest of the ascending values with at least a share <paramref name="q"/> at or below it (inverse distribution function).
    /// </summary>
    public static double InverseCdf(ReadOnlySpan<double> ascending, double q)
        => ascending[Math.Clamp((int)Math.Ceiling(q * ascending.Length - 1e-9) - 1, 0, ascending.Length - 1)];
}
