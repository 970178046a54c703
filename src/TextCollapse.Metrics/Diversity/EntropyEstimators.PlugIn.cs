using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Diversity;

/// <summary>
/// Estimators of the Shannon entropy, in nats, of the distribution that a sample was drawn from. A sample misses rare types, so the plug-in
/// estimate is too low by about (types − 1)/(2N); the other estimators correct that in different ways. Chao–Wang–Jost is the most accurate
/// when many types are unseen.
/// </summary>
internal static partial class EntropyEstimators
{
    /// <summary>Plug-in (maximum likelihood): −Σ p ln p with p = count/N.</summary>
    public static Measurement PlugIn(FrequencySpectrum spectrum) => spectrum.PlugInEntropy;

    /// <summary>
    /// Plug-in plus (K − 1)/(2N), K = types seen (Miller 1955; Madow 1948). The correction is too small below a coverage of .9.
    /// </summary>
    public static Measurement MillerMadow(FrequencySpectrum spectrum)
        => PlugIn(spectrum).Map(entropy => entropy + (spectrum.Types - 1) / (2.0 * spectrum.Tokens));
}
