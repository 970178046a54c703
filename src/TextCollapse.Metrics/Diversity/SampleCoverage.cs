using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Diversity;

/// <summary>
/// The share of the source's probability that belongs to types seen in the sample, which indicates how reliable an entropy or a richness
/// is.
/// </summary>
internal static class SampleCoverage
{
    /// <summary>Good–Turing: 1 − f₁/n (Good 1953).</summary>
    public static Measurement Good(FrequencySpectrum spectrum) => MissingMass(spectrum).Map(missing => 1 - missing);

    /// <summary>f₁/n: the estimated probability that the next observation is of a type not seen yet.</summary>
    public static Measurement MissingMass(FrequencySpectrum spectrum)
        => spectrum.Tokens == 0 ? SpectrumSums.NothingSeen : (double)spectrum.Singletons / spectrum.Tokens;

    /// <summary>
    /// Chao and Jost (2012): 1 − (f₁/n)·(n−1)f₁/((n−1)f₁ + 2f₂), and with (n−1)(f₁−1)/((n−1)(f₁−1) + 2) as the last factor without
    /// doubletons.
    /// </summary>
    public static Measurement ChaoJost(FrequencySpectrum spectrum)
    {
        if (spectrum.Tokens == 0)
            return SpectrumSums.NothingSeen;
        double n = spectrum.Tokens, f1 = spectrum.Singletons, f2 = spectrum.Doubletons;
        if (f1 == 0)
            return 1;
        var factor = f2 > 0 ? (n - 1) * f1 / ((n - 1) * f1 + 2 * f2) : (n - 1) * (f1 - 1) / ((n - 1) * (f1 - 1) + 2);
        return 1 - f1 / n * factor;
    }

    /// <summary>Σ x(x − 1)/(n(n − 1)): the unbiased probability that two observations are of the same type (Simpson 1949).</summary>
    public static Measurement RepeatProbability(FrequencySpectrum spectrum)
    {
        if (spectrum.Tokens < 2)
            return Measurement.Undefined("two observations are needed");
        double n = spectrum.Tokens;
        return spectrum.Sum(count => count / n * ((count - 1) / (n - 1)));
    }
}
