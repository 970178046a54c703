namespace TextCollapse.Torch.Tests.Support;

/// <summary>Compares vectors of the two engines.</summary>
internal static class Same
{
    /// <summary>|a − b| over |b|, Euclidean.</summary>
    internal static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Assert.Equal(b.Length, a.Length);
        double difference = 0, size = 0;
        for (var i = 0; i < a.Length; i++)
        {
            difference += ((double)a[i] - b[i]) * ((double)a[i] - b[i]);
            size += (double)b[i] * b[i];
        }
        return Math.Sqrt(difference / Math.Max(size, 1e-30));
    }

    internal static void Within(double tolerance, ReadOnlySpan<float> a, ReadOnlySpan<float> b, string what = "")
    {
        var distance = Distance(a, b);
        Assert.True(distance <= tolerance, $"{what} differ by {distance:E2} relative; at most {tolerance:E0} is allowed.");
    }
}
