using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Diversity;

/// <summary>Estimators of the total number of types from a sample that has seen only some. All are lower bounds or close to it.</summary>
internal static class Richness
{
    /// <summary>Types counted as rare by <see cref="Ace"/>.</summary>
    public const int RareThreshold = 10;

    /// <summary>Chao1, bias-corrected: S + f₁(f₁ − 1)/(2(f₂ + 1)) (Chao 1984, 2005).</summary>
    public static Measurement Chao1(FrequencySpectrum spectrum)
        => Unseen(spectrum, (_, f1, f2) => f1 * (f1 - 1) / (2 * (f2 + 1)));

    /// <summary>Chao1 as first published: S + f₁²/(2f₂), and the bias-corrected form if f₁ or f₂ is 0.</summary>
    public static Measurement Chao1Classic(FrequencySpectrum spectrum)
        => Unseen(spectrum, (_, f1, f2) => f1 > 0 && f2 > 0 ? f1 * f1 / (2 * f2) : f1 * (f1 - 1) / (2 * (f2 + 1)));

    /// <summary>
    /// Chao1 of Chao et al. (2014): S + (n−1)/n · f₁²/(2f₂), or f₁(f₁ − 1)/2 instead of the fraction if there are no doubletons.
    /// </summary>
    public static Measurement Chao1Of2014(FrequencySpectrum spectrum)
        => Unseen(spectrum, (n, f1, f2) => (n - 1) / n * (f2 > 0 ? f1 * f1 / (2 * f2) : f1 * (f1 - 1) / 2));

    /// <summary>
    /// ACE, the abundance-based coverage estimator (Chao and Lee 1992), with types seen at most <see cref="RareThreshold"/> times as rare.
    /// Undefined if all rare types are singletons: their coverage is then 0.
    /// </summary>
    public static Measurement Ace(FrequencySpectrum spectrum)
    {
        if (spectrum.Tokens == 0)
            return SpectrumSums.NothingSeen;
        double rareTypes = 0, rare = 0, pairs = 0;
        foreach (var (count, types) in spectrum.Classes)
        {
            if (count > RareThreshold)
                break;
            rareTypes += types;
            rare += count * types;
            pairs += (double)count * (count - 1) * types;
        }
        var abundant = spectrum.Types - rareTypes;
        if (rareTypes == 0)
            return abundant;
        double f1 = spectrum.Singletons;
        if (f1 == rareTypes)
            return Measurement.Undefined("every rare type was seen once, so the coverage of rare types is 0");
        var coverage = 1 - f1 / rare;
        var variation = Math.Max(0, rareTypes * pairs / (coverage * rare * (rare - 1)) - 1);
        return abundant + rareTypes / coverage + f1 / coverage * variation;
    }

    private static Measurement Unseen(FrequencySpectrum spectrum, Func<double, double, double, double> unseen)
        => spectrum.Tokens == 0
            ? SpectrumSums.NothingSeen
            : spectrum.Types + unseen(spectrum.Tokens, spectrum.Singletons, spectrum.Doubletons);
}
