using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Diversity;

/// <summary>
/// Estimators of the Shannon entropy, in nats, of the distribution that a sample was drawn from. A sample misses the rare types, so the
/// plug-in
/// is too low by about (types − 1)/(2N); the others correct that in different ways. Chao–Wang–Jost errs least where much is unseen.
/// </summary>
internal static partial class EntropyEstimators
{
    /// <summary>Plug-in (maximum likelihood): −Σ p ln p with p = count/N.</summary>
    public static Measurement PlugIn(FrequencySpectrum spectrum) => spectrum.PlugInEntropy;

    /// <summary>Plug-in plus (K − 1)/(2N), K types seen (Miller 1955; Madow 1948). Never enough below a coverage of .9.</summary>
    public static Measurement MillerMadow(FrequencySpectrum spectrum)
        => PlugIn(spectrum).Map(entropy => entropy + (spectrum.Types - 1) / (2.0 * spectrum.Tokens));
}
