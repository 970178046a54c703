namespace TextCollapse.Metrics.Compatibility;

/// <summary>
/// The curve that vocd fits (Malvern and Richards 1997): type–token ratio of N tokens of a text of diversity D. vocd itself draws samples
/// and
/// differs from run to run; <see cref="HypergeometricDiversity"/> is the same quantity without that.
/// </summary>
internal static class VocdCurve
{
    /// <summary>(D/N)(√(1 + 2N/D) − 1), computed as 2/(1 + √(1 + 2N/D)) without its cancellation.</summary>
    public static Measurement TypeTokenRatio(double tokens, double diversity)
        => tokens <= 0 || diversity <= 0
            ? Measurement.Undefined("tokens and D must be positive")
            : 2 / (1 + Math.Sqrt(1 + 2 * tokens / diversity));

    /// <summary>
    /// The D at which <paramref name="tokens"/> tokens have a type–token ratio below 1: N t²/(2(1 − t)), the curve turned round.
    /// </summary>
    public static double Diversity(double tokens, double ratio) => tokens * ratio * ratio / (2 * (1 - ratio));
}
