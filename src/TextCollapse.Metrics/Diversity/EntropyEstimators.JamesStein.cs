using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Diversity;

internal static partial class EntropyEstimators
{
    /// <summary>
    /// James–Stein shrinkage (Hausser and Strimmer 2009) towards the uniform distribution over the K types seen:
    /// p = λ/K + (1 − λ)·count/N, λ = (1 − Σ p̂²)/((N − 1) Σ (1/K − p̂)²) clipped to [0, 1], and 1 where the counts are already uniform.
    /// </summary>
    public static Measurement JamesStein(FrequencySpectrum spectrum)
    {
        if (spectrum.Tokens == 0)
            return SpectrumSums.NothingSeen;
        double n = spectrum.Tokens;
        var uniform = 1.0 / spectrum.Types;
        var numerator = 1 - spectrum.Sum(count => count / n * (count / n));
        var distance = (n - 1) * spectrum.Sum(count => (uniform - count / n) * (uniform - count / n));
        var shrinkage = distance == 0 ? 1 : Math.Clamp(numerator / distance, 0, 1);
        return spectrum.Sum(count =>
        {
            var p = shrinkage * uniform + (1 - shrinkage) * count / n;
            return -p * Math.Log(p);
        });
    }
}
