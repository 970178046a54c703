
namespace TextCollapse.Experiments.Theory;

/// <summary>
/// The effect of decoding alone on a distribution if every generation fits the decoded distribution exactly (the dichotomy of Marchi et al.
/// 2024).
/// </summary>
internal static class DecodingMap
{
    /// <summary>
    /// After k generations at temperature T: p ∝ p^(1/T^k). T &lt; 1 tends to the likeliest type, T &gt; 1 to uniform over the support.
    /// </summary>
    /// <param name="p">A distribution.</param>
    /// <param name="temperature">T &gt; 0.</param>
    /// <param name="generations">k ≥ 0.</param>
    public static double[] Temperature(ReadOnlySpan<double> p, double temperature, int generations)
    {
        var exponent = Math.Pow(temperature, -generations);
        var largest = 0.0;
        foreach (var share in p)
            largest = Math.Max(largest, share);
        return Normalised([.. p.ToArray().Select(share => share == 0 ? 0 : Math.Pow(share / largest, exponent))]);
    }

    /// <summary>
    /// Top-k: after the first generation the k likeliest types (the first in case of ties), renormalised; later generations change nothing.
    /// </summary>
    public static double[] TopK(ReadOnlySpan<double> p, int k) => Kept(p, k);

    /// <summary>
    /// The number of types that top-p keeps in the long run: the last ranks are removed while the others alone have at least the share P,
    /// p_K ≤ (1 − P) Σ_{i≤K} p_i.
    /// </summary>
    /// <param name="p">A distribution.</param>
    /// <param name="share">P in (0, 1].</param>
    public static int TopPSupport(ReadOnlySpan<double> p, double share)
    {
        var ranked = p.ToArray().Where(x => x > 0).OrderDescending().ToArray();
        var mass = ranked.Sum();
        var kept = ranked.Length;
        for (; kept > 1 && ranked[kept - 1] <= (1 - share) * mass; kept--)
            mass -= ranked[kept - 1];
        return kept;
    }

    /// <summary>Top-p in the long run: <see cref="TopPSupport"/> types, renormalised.</summary>
    public static double[] TopP(ReadOnlySpan<double> p, double share) => Kept(p, TopPSupport(p, share));

    private static double[] Kept(ReadOnlySpan<double> p, int count)
    {
        var all = p.ToArray();
        var kept = Enumerable.Range(0, all.Length).OrderByDescending(i => all[i]).Take(count).ToHashSet();
        return Normalised([.. all.Select((share, i) => kept.Contains(i) ? share : 0)]);
    }

    private static double[] Normalised(double[] weights)
    {
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
