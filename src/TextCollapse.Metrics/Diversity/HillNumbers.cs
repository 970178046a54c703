using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Diversity;

/// <summary>
/// Hill numbers: the effective number of types of order q, (Σ p^q)^(1/(1−q)). q = 0 is richness, 1 the exponential of the Shannon entropy,
/// 2 the inverse Simpson index, ∞ the inverse of the largest share. The larger q is, the less weight rare types have (Hill 1973).
/// </summary>
public static class HillNumbers
{
    /// <summary>The effective number of types of order <paramref name="q"/> ≥ 0 in the sample; compare at equal size or coverage.</summary>
    public static Measurement OfOrder(FrequencySpectrum spectrum, double q)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(q);
        if (spectrum.Tokens == 0)
            return SpectrumSums.NothingSeen;
        double n = spectrum.Tokens;
        return q switch
        {
            0 => spectrum.Types,
            1 => EntropyEstimators.PlugIn(spectrum).Map(Math.Exp),
            double.PositiveInfinity => n / spectrum.LargestCount,
            _ => Math.Pow(spectrum.Sum(count => Math.Pow(count / n, q)), 1 / (1 - q)),
        };
    }

    /// <summary>Rényi entropy of order <paramref name="q"/> in nats: the logarithm of the Hill number.</summary>
    public static Measurement Renyi(FrequencySpectrum spectrum, double q) => OfOrder(spectrum, q).Map(Math.Log);
}
