using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Diversity;

namespace TextCollapse.Metrics.Compatibility;

/// <summary>
/// Closed-form measures of lexical richness from t types and w tokens. All depend on length; on characters they mostly measure length.
/// </summary>
/// <param name="TypeTokenRatio">t/w.</param>
/// <param name="Root">Guiraud: t/√w.</param>
/// <param name="Corrected">Carroll: t/√(2w).</param>
/// <param name="Herdan">ln t/ln w.</param>
/// <param name="Summer">ln ln t/ln ln w; undefined for one type.</param>
/// <param name="Dugast">(ln w)²/(ln w − ln t); undefined if every token is a different type.</param>
/// <param name="Maas">(ln w − ln t)/(ln w)².</param>
/// <param name="YuleK">10⁴(Σ i²V(i)/w² − 1/w), V(i) = number of types seen i times.</param>
/// <param name="YuleI">t²/(Σ i²V(i) − t); undefined if every token is a different type.</param>
/// <param name="HerdanVm">√(Σ V(i)(i/w)² − 1/t).</param>
/// <param name="SimpsonD">Σ i(i−1)V(i)/(w(w−1)).</param>
internal sealed record LexicalRichness(
    Measurement TypeTokenRatio, Measurement Root, Measurement Corrected, Measurement Herdan, Measurement Summer, Measurement Dugast,
    Measurement Maas, Measurement YuleK, Measurement YuleI, Measurement HerdanVm, Measurement SimpsonD)
{
    /// <summary>Computes all of them for a sample of tokens.</summary>
    public static LexicalRichness Of(FrequencySpectrum spectrum)
    {
        double t = spectrum.Types, w = spectrum.Tokens;
        if (w == 0)
        {
            var undefined = SpectrumSums.NothingSeen;
            return new(undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined,
                undefined);
        }
        double lnT = Math.Log(t), lnW = Math.Log(w), squares = spectrum.Sum(count => (double)count * count);
        return new(
            t / w, t / Math.Sqrt(w), t / Math.Sqrt(2 * w),
            Measurement.Ratio(lnT, lnW, "one token has no logarithm to divide by"),
            t < 2 || w < 2 ? Measurement.Undefined("ln ln of one type is not a number")
                : Measurement.Ratio(Math.Log(lnT), Math.Log(lnW), "ln ln w is 0"),
            Measurement.Ratio(lnW * lnW, lnW - lnT, "every token is its own type"),
            Measurement.Ratio(lnW - lnT, lnW * lnW, "one token has no logarithm to divide by"),
            1e4 * (squares / w - 1) / w,
            Measurement.Ratio(t * t, squares - t, "every token is its own type"),
            Math.Sqrt(Math.Max(0, squares / (w * w) - 1 / t)),
            SampleCoverage.RepeatProbability(spectrum));
    }
}
