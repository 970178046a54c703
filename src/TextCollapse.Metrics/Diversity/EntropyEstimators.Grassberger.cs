using MathNet.Numerics;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Diversity;

internal static partial class EntropyEstimators
{
    /// <summary>
    /// Grassberger (2003): ln N − (1/N) Σ n·G(n), G(n) = ψ(n) + (−1)ⁿ/2 · (ψ((n+1)/2) − ψ(n/2)). G(2m) = G(2m+1) = ψ(m + ½) + ln 2, which
    /// is used here. The result can be slightly negative for a single type.
    /// </summary>
    public static Measurement Grassberger2003(FrequencySpectrum spectrum)
        => LogMinusMean(spectrum, count => SpecialFunctions.DiGamma(count / 2 + 0.5) + Math.Log(2));

    /// <summary>Grassberger (1988): as <see cref="Grassberger2003"/> with ψ(n) + (−1)ⁿ/(n + 1) in place of G(n).</summary>
    public static Measurement Grassberger1988(FrequencySpectrum spectrum)
        => LogMinusMean(spectrum, count => SpecialFunctions.DiGamma(count) + (count % 2 == 0 ? 1 : -1) / (count + 1.0));

    private static Measurement LogMinusMean(FrequencySpectrum spectrum, Func<long, double> logarithm)
    {
        if (spectrum.Tokens == 0)
            return SpectrumSums.NothingSeen;
        double n = spectrum.Tokens;
        return Math.Log(n) - spectrum.Sum(count => count * logarithm(count)) / n;
    }
}
