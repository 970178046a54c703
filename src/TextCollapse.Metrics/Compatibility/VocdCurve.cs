namespace TextCollapse.Metrics.Compatibility;

/// <summary>
/// The curve that vocd fits (Malvern and Richards 1997): the type–token ratio of N tokens of a text with diversity D. vocd itself draws
/// samples, so its results vary; <see cref="HypergeometricDiversity"/> is the same quantity, computed exactly.
/// </summary>
internal static class VocdCurve
{
    /// <summary>(D/N)(√(1 + 2N/D) − 1), computed as 2/(1 + √(1 + 2N/D)) to avoid cancellation.</summary>
    public static Measurement TypeTokenRatio(double tokens, double diversity)
        => tokens <= 0 || diversity <= 0
            ? Measurement.Undefined("tokens and D must be positive")
            : 2 / (1 + Math.Sqrt(1 + 2 * tokens / diversity));

    /// <summary>
    /// The D at which <paramref name="tokens"/> tokens have a type–token ratio below 1: N t²/(2(1 − t)), the inverse of the curve.
    /// </summary>
    public static double Diversity(double tokens, double ratio) => tokens * ratio * ratio / (2 * (1 - ratio));
}
