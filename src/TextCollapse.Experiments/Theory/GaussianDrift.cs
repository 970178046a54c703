using MathNet.Numerics;

namespace TextCollapse.Experiments.Theory;

/// <summary>A normal distribution refitted to n draws of itself: the continuous counterpart of the n-gram chain.</summary>
internal static class GaussianDrift
{
    /// <summary>E of the maximum-likelihood variance (divided by n) after k rounds of replace: σ² (1 − 1/n)^k.</summary>
    public static double Variance(double variance, int n, int rounds) => variance * Math.Pow(1 - 1.0 / n, rounds);

    /// <summary>E (μ_k − μ)² with the maximum-likelihood variance: σ² (1 − (1 − 1/n)^k).</summary>
    public static double SquaredShift(double variance, int n, int rounds) => variance - Variance(variance, n, rounds);

    /// <summary>
    /// E of the standard deviation with the unbiased variance after k rounds: σ α(n)^k, α(n) = √(2/(n−1)) Γ(n/2)/Γ((n−1)/2), although E of
    /// the variance stays σ² (Shumailov et al. 2024, supplement; Bertrand et al. 2024).
    /// </summary>
    public static double UnbiasedStandardDeviation(double standardDeviation, int n, int rounds)
        => standardDeviation * Math.Exp(rounds * (0.5 * Math.Log(2.0 / (n - 1)) + SpecialFunctions.GammaLn(n / 2.0)
            - SpecialFunctions.GammaLn((n - 1) / 2.0)));

    /// <summary>Var of a draw of generation k around the true mean, with the unbiased variance: σ² (1 + k/n).</summary>
    public static double UnbiasedSpread(double variance, int n, int rounds) => variance * (1 + (double)rounds / n);

    /// <summary>
    /// E of the maximum-likelihood variance of T rounds of n accumulated: σ² ∏_{j≤T} (1 − 1/(n j²)); E (μ_T − μ)² is the difference from
    /// σ².
    /// </summary>
    public static double AccumulatedVariance(double variance, int n, int rounds) => AccumulateDrift.Expected(variance, n, 0, rounds);
}
