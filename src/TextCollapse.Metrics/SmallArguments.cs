namespace TextCollapse.Metrics;

/// <summary>
/// ln(1 + x) and eˣ − 1, accurate also for small x. MathNet's functions lose half of their digits below 10⁻⁴, and the framework's compute 1
/// + x first (Kahan's correction; Higham, Accuracy and Stability of Numerical Algorithms, §1.14.1).
/// </summary>
internal static class SmallArguments
{
    /// <summary>ln(1 + <paramref name="x"/>), x ≥ −1.</summary>
    public static double Log1p(double x)
    {
        var sum = 1 + x;
        return sum == 1 || double.IsInfinity(sum) ? x : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>e^<paramref name="x"/> − 1.</summary>
    public static double Expm1(double x)
    {
        var power = Math.Exp(x);
        if (power == 1)
            return x;
        return power - 1 == -1 || double.IsInfinity(power) ? power - 1 : (power - 1) * (x / Math.Log(power));
    }
}
