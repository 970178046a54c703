namespace TextCollapse.Experiments.Theory;

/// <summary>
/// The expected number of rounds of <c>replace</c> with n draws until one type is left. Diffusion limits: a few percent off at n = 50.
/// </summary>
internal static class FixationTime
{
    /// <summary>
    /// From two types with shares p and 1 − p: −2n [p ln p + (1 − p) ln(1 − p)] (Kimura and Ohta 1969, for n haploid draws).
    /// </summary>
    public static double TwoTypes(double p, double n) => p is <= 0 or >= 1 ? 0 : -2 * n * (p * Math.Log(p) + (1 - p) * Math.Log(1 - p));

    /// <summary>From n different types: 2n (1 − 1/n), the time to the common ancestor of all (Kingman 1982).</summary>
    public static double ManyTypes(double n) => 2 * n * (1 - 1 / n);
}
