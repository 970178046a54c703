
namespace TextCollapse.Metrics.Model;

/// <summary>The concentration of one next-character distribution.</summary>
/// <param name="EntropyBits">Shannon entropy in bits.</param>
/// <param name="Perplexity">2^entropy.</param>
/// <param name="Top1">The largest probability.</param>
/// <param name="Simpson">Σ p².</param>
/// <param name="InverseSimpson">1/Σ p²: the effective number of characters.</param>
/// <param name="Gini">Σ (2i − K − 1) p₍ᵢ₎/K, ascending, over all K characters: 0 for uniform, 1 − 1/K for certainty.</param>
/// <param name="Nucleus">The size of the smallest set of top characters with the requested mass.</param>
internal readonly record struct PredictiveDistribution(
    double EntropyBits, double Perplexity, double Top1, double Simpson, double InverseSimpson, double Gini, int Nucleus)
{
    private const double Slack = 1e-12;

    /// <summary>Computes the measures of a distribution; characters with probability zero count in K.</summary>
    /// <exception cref="ArgumentException">The probabilities are negative, NaN, or do not sum to 1 within 10⁻³.</exception>
    public static PredictiveDistribution Of(ReadOnlySpan<double> probabilities, double nucleusMass = 0.9)
    {
        var ascending = probabilities.ToArray();
        Array.Sort(ascending);
        double entropy = 0, simpson = 0, gini = 0, total = 0;
        for (var i = 0; i < ascending.Length; i++)
        {
            var p = ascending[i];
            total += p;
            entropy -= p > 0 ? p * Math.Log2(p) : 0;
            simpson += p * p;
            gini += (2 * (i + 1) - ascending.Length - 1) * p;
        }
        if (ascending.Length == 0 || !(ascending[0] >= 0) || !(Math.Abs(total - 1) < 1e-3))
            throw new ArgumentException("A distribution must be non-negative and sum to 1.", nameof(probabilities));
        var nucleus = 0;
        for (var mass = 0.0; nucleus < ascending.Length && mass < nucleusMass - Slack; nucleus++)
            mass += ascending[^(nucleus + 1)];
        return new(entropy, Math.Pow(2, entropy), ascending[^1], simpson, 1 / simpson, gini / ascending.Length, nucleus);
    }
}
