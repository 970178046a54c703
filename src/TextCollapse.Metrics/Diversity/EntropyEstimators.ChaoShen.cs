using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Diversity;

internal static partial class EntropyEstimators
{
    /// <summary>
    /// Chao–Shen (2003): the coverage C = 1 − f₁/N shrinks every frequency to p = C·count/N, and each term is divided by the probability 1
    /// − (1 − p)^N that the type was seen at all. If every type is a singleton, f₁ = N − 1 keeps C positive.
    /// </summary>
    public static Measurement ChaoShen(FrequencySpectrum spectrum)
    {
        if (spectrum.Tokens == 0)
            return SpectrumSums.NothingSeen;
        double n = spectrum.Tokens;
        var singletons = Math.Min(spectrum.Singletons, spectrum.Tokens - 1);
        var coverage = 1 - singletons / n;
        return Math.Max(0, spectrum.Sum(count =>
        {
            var p = coverage * count / n;
            var seen = -SmallArguments.Expm1(n * SmallArguments.Log1p(-p));
            return -p * Math.Log(p) / seen;
        }));
    }
}
