namespace TextCollapse.Experiments.Theory;

/// <summary>
/// A weighted average of the frequencies of n fresh real draws (weight w) and m synthetic ones (1 − w) in every generation (He, Xu and
/// Cheng 2025).
/// </summary>
internal static class WeightedMixture
{
    /// <summary>The best weight of real text for n = m large, 1/φ ≈ 0.618; the error there is 0.618 H/n.</summary>
    public const double GoldenWeight = 0.6180339887498949;

    /// <summary>E‖p̂ − p‖² in the long run: H [w²/n + (1 − w)²/m] / [1 − (1 − w)² (1 − 1/m)].</summary>
    /// <param name="heterozygosity">H of the real distribution.</param>
    /// <param name="weight">w in (0, 1].</param>
    /// <param name="realDraws">n.</param>
    /// <param name="syntheticDraws">m.</param>
    public static double SquaredError(double heterozygosity, double weight, double realDraws, double syntheticDraws)
    {
        var rest = Math.Pow(1 - weight, 2);
        return heterozygosity * (weight * weight / realDraws + rest / syntheticDraws) / (1 - rest * (1 - 1 / syntheticDraws));
    }
}
