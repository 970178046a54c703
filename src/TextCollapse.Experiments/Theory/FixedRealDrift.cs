namespace TextCollapse.Experiments.Theory;

/// <summary><c>fixed-real</c>: the same N real draws and n synthetic ones in every generation (Seddik et al. 2024, recursion 15).</summary>
internal static class FixedRealDrift
{
    /// <summary>
    /// E Σ p̂² of the next generation, α = n/(N + n): (1 − α²) R + α²/n + α² (1 − 1/n) F. Generation 1 was fitted to the same N draws.
    /// </summary>
    /// <param name="sumOfSquares">F of the last generation.</param>
    /// <param name="realSample">R: Σ r² of the N real draws; on average 1/N + (1 − 1/N) S.</param>
    /// <param name="realDraws">N ≥ 0.</param>
    /// <param name="syntheticDraws">n ≥ 1.</param>
    public static double Next(double sumOfSquares, double realSample, double realDraws, double syntheticDraws)
        => Next(sumOfSquares, realSample, realSample, realDraws, syntheticDraws);

    /// <summary>The same when the model differs on average from the real draws: 2αβ ⟨r, E p̂⟩ replaces 2αβ R.</summary>
    /// <param name="sumOfSquares">F of the last generation.</param>
    /// <param name="realSample">R = Σ r².</param>
    /// <param name="product">⟨r, E p̂⟩ of the last generation; see <see cref="NextProduct"/>.</param>
    /// <param name="realDraws">N ≥ 0.</param>
    /// <param name="syntheticDraws">n ≥ 1.</param>
    public static double Next(double sumOfSquares, double realSample, double product, double realDraws, double syntheticDraws)
    {
        var alpha = syntheticDraws / (realDraws + syntheticDraws);
        var synthetic = syntheticDraws > 0 ? ReplaceDrift.Next(sumOfSquares, syntheticDraws) : 0;
        return Math.Pow(1 - alpha, 2) * realSample + 2 * alpha * (1 - alpha) * product + alpha * alpha * synthetic;
    }

    /// <summary>⟨r, E p̂⟩ of the next generation: (1 − α) R + α ⟨r, E p̂⟩.</summary>
    public static double NextProduct(double product, double realSample, double realDraws, double syntheticDraws)
        => (realDraws * realSample + syntheticDraws * product) / (realDraws + syntheticDraws);
}
