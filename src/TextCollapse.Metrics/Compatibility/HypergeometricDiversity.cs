using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Diversity;

namespace TextCollapse.Metrics.Compatibility;

/// <summary>
/// HD-D (McCarthy and Jarvis 2007): the expected share of distinct tokens in 42 draws without replacement; the exact value of what vocd
/// estimates by sampling.
/// </summary>
internal static class HypergeometricDiversity
{
    /// <summary>The conventional number of draws.</summary>
    public const int Draws = 42;

    /// <summary>Σ over types of (1 − C(N − f, m)/C(N, m))/m; undefined for fewer than <paramref name="draws"/> tokens.</summary>
    public static Measurement Of(FrequencySpectrum spectrum, int draws = Draws)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(draws);
        return Rarefaction.Distinct(spectrum, draws);
    }

    /// <summary>
    /// 1 − <see cref="Of"/>, the expected share of draws that repeat another, computed without cancellation: words that occur once add
    /// nothing. 0 if all words are different.
    /// </summary>
    public static Measurement Repeated(FrequencySpectrum spectrum, int draws = Draws)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(draws);
        double n = spectrum.Tokens;
        if (draws > n)
            return Of(spectrum, draws);
        return Math.Max(0, spectrum.Sum(count => count == 1 ? 0
            : count * draws / n + SmallArguments.Expm1(GammaDifferences.LogMissed(n, count, draws))) / draws);
    }
}
