namespace TextCollapse.Experiments.Theory;

/// <summary>
/// <c>fresh-real</c>: unseen real draws in every generation keep the diversity above zero, as immigration balances drift (Wright 1931).
/// </summary>
internal static class FreshRealDrift
{
    /// <summary>
    /// E Σ p̂² of the next generation when each of n draws is real with probability λ: 1/n + (1 − 1/n) [(1 − (1 − λ)²) S + (1 − λ)² F].
    /// </summary>
    /// <param name="sumOfSquares">F of the last generation.</param>
    /// <param name="real">S of the real distribution.</param>
    /// <param name="n">Draws.</param>
    /// <param name="realShare">λ, 0 to 1.</param>
    public static double NextMixed(double sumOfSquares, double real, double n, double realShare)
    {
        var both = Math.Pow(1 - realShare, 2);
        return 1 / n + (1 - 1 / n) * ((1 - both) * real + both * sumOfSquares);
    }

    /// <summary>The fixed point of <see cref="NextMixed"/>: [1/n + (1 − 1/n) S (1 − (1 − λ)²)] / [1 − (1 − 1/n)(1 − λ)²].</summary>
    public static double FixedPointMixed(double real, double n, double realShare)
    {
        var both = Math.Pow(1 - realShare, 2);
        return (1 / n + (1 - 1 / n) * real * (1 - both)) / (1 - (1 - 1 / n) * both);
    }

    /// <summary>
    /// E Σ p̂² of the next generation from exactly n_r real and n_s synthetic draws, a and b their shares:
    /// a² (1/n_r + (1 − 1/n_r) S) + 2ab S + b² (1/n_s + (1 − 1/n_s) F).
    /// </summary>
    public static double NextStratified(double sumOfSquares, double real, double realDraws, double syntheticDraws)
    {
        var (a, b) = (realDraws / (realDraws + syntheticDraws), syntheticDraws / (realDraws + syntheticDraws));
        return (a > 0 ? a * a * ReplaceDrift.Next(real, realDraws) : 0) + 2 * a * b * real
            + (b > 0 ? b * b * ReplaceDrift.Next(sumOfSquares, syntheticDraws) : 0);
    }
}
