namespace TextCollapse.Metrics.Diversity;

/// <summary>Differences of ln Γ without cancellation, and ψ₁.</summary>
internal static class GammaDifferences
{
    /// <summary>ln Γ(x + n) − ln Γ(x), x &gt; 0, n ≥ 0: the sum of logarithms for small n, Stirling's series beyond.</summary>
    public static double LogRising(double x, double n)
    {
        var sum = 0.0;
        if (n <= 32 && n == Math.Floor(n))
        {
            for (var k = 0; k < n; k++)
                sum += Math.Log(x + k);
            return sum;
        }
        for (; x < 16 && n > 0; x++, n--)
            sum += Math.Log(x);
        var end = x + n;
        return sum + (x - 0.5) * SmallArguments.Log1p(n / x) + n * (Math.Log(end) - 1) + Stirling(end) - Stirling(x);
    }

    /// <summary>
    /// ln of C(n − x, m)/C(n, m): the probability that m draws without replacement from n miss all x of a type; −∞ if that is impossible.
    /// </summary>
    public static double LogMissed(double n, double x, double m)
    {
        if (n - x < m)
            return double.NegativeInfinity;
        var (few, many) = x < m ? (x, m) : (m, x);
        var sum = 0.0;
        if (few <= 64)
        {
            for (var j = 0; j < few; j++)
                sum += SmallArguments.Log1p(-many / (n - j));
            return sum;
        }
        return LogRising(n - many - few + 1, few) - LogRising(n - few + 1, few);
    }

    /// <summary>ψ₁(x), x &gt; 0: recurrence up to 10, then the asymptotic series.</summary>
    public static double Trigamma(double x)
    {
        var sum = 0.0;
        for (; x < 10; x++)
            sum += 1 / (x * x);
        var y = 1 / (x * x);
        return sum + 1 / x + y / 2
            + y / x * (1.0 / 6 - y * (1.0 / 30 - y * (1.0 / 42 - y * (1.0 / 30 - y * (5.0 / 66 - y * 691.0 / 2730)))));
    }

    /// <summary>ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π], x ≥ 16.</summary>
    private static double Stirling(double x)
    {
        var y = 1 / (x * x);
        return (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y / 1188)))) / x;
    }
}
