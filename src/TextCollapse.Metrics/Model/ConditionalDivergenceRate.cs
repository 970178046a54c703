using TextCollapse.Metrics.Coverage;

namespace TextCollapse.Metrics.Model;

/// <summary>
/// The divergence of model Q from model P per character, both evaluated on the same contexts (teacher forcing): no sampling noise, no
/// length bias. Means over the contexts, in nats.
/// </summary>
/// <param name="Kl">KL(P‖Q); +∞ if Q gives probability zero to a character that P allows in any context.</param>
/// <param name="JensenShannon">Jensen–Shannon divergence, at most ln 2.</param>
/// <param name="TotalVariation">Total variation, at most 1.</param>
/// <param name="Agreement">Share of contexts in which both have the same most likely character (the first in case of ties).</param>
internal readonly record struct ConditionalDivergenceRate(Measurement Kl, Measurement JensenShannon, Measurement TotalVariation,
    Measurement Agreement)
{
    /// <summary>Compares row-major tables [contexts, <paramref name="symbols"/>] of probabilities.</summary>
    /// <exception cref="ArgumentException">The tables differ in size or are not whole rows.</exception>
    public static ConditionalDivergenceRate Between(ReadOnlySpan<double> p, ReadOnlySpan<double> q, int symbols)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(symbols);
        if (p.Length != q.Length || p.Length % symbols != 0)
            throw new ArgumentException("Both tables must be [contexts, symbols].", nameof(q));
        var contexts = p.Length / symbols;
        if (contexts == 0)
        {
            var undefined = Measurement.Undefined("there are no contexts");
            return new(undefined, undefined, undefined, undefined);
        }
        double kl = 0, js = 0, tv = 0, agree = 0;
        for (var row = 0; row < contexts; row++)
        {
            var a = p.Slice(row * symbols, symbols);
            var b = q.Slice(row * symbols, symbols);
            int topA = 0, topB = 0;
            for (var i = 0; i < symbols; i++)
            {
                var middle = (a[i] + b[i]) / 2;
                kl += NgramDivergence.Term(a[i], b[i]);
                js += (NgramDivergence.Term(a[i], middle) + NgramDivergence.Term(b[i], middle)) / 2;
                tv += Math.Abs(a[i] - b[i]) / 2;
                topA = a[i] > a[topA] ? i : topA;
                topB = b[i] > b[topB] ? i : topB;
            }
            agree += topA == topB ? 1 : 0;
        }
        return new(Math.Max(0, kl / contexts), Math.Max(0, js / contexts), tv / contexts, agree / contexts);
    }
}
