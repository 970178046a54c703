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
    /// The D at which the share <paramref name="repeated"/> of <paramref name="tokens"/> tokens repeats another, 1 − t of the type–token
    /// ratio t: N t²/(2(1 − t)), the inverse of the curve. Undefined if no token repeats, since no D is large enough.
    /// </summary>
    public static Measurement Diversity(double tokens, double repeated)
        => Measurement.Ratio(tokens * (1 - repeated) * (1 - repeated), 2 * repeated, "no word occurs twice");
}
