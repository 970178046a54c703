namespace TextCollapse.Experiments.Theory;

/// <summary>
/// <c>accumulate</c>: each generation is fitted to all draws so far and adds n of its own. The loss stays bounded: the π²/6 of Gerstgrasser
/// et al. 2024.
/// </summary>
internal static class AccumulateDrift
{
    /// <summary>
    /// E H of a pool of <paramref name="to"/> rounds given H of the pool of <paramref name="from"/> rounds: H ∏_{j=from+1..to} (1 − 1/(n
    /// j²)).
    /// </summary>
    /// <param name="heterozygosity">H of the pool after <paramref name="from"/> rounds; with 0, of the real distribution.</param>
    /// <param name="n">Draws per round.</param>
    /// <param name="from">Initial number of rounds in the pool, ≥ 0.</param>
    /// <param name="to">Final number of rounds in the pool, ≥ <paramref name="from"/>.</param>
    public static double Expected(double heterozygosity, double n, int from, int to)
    {
        for (var j = from + 1.0; j <= to; j++)
            heterozygosity *= 1 - 1 / (n * j * j);
        return heterozygosity;
    }

    /// <summary>
    /// E H of a pool given its H before <paramref name="added"/> draws from itself made it <paramref name="size"/>: H (1 − added/size²).
    /// </summary>
    public static double Next(double heterozygosity, double added, double size) => heterozygosity * (1 - added / (size * size));

    /// <summary>
    /// E H in the limit, starting from the real distribution: H sin(π/√n) / (π/√n) (Euler's product), about H (1 − π²/(6n)).
    /// </summary>
    public static double Limit(double heterozygosity, double n) =>
        heterozygosity * Math.Sin(Math.PI / Math.Sqrt(n)) / (Math.PI / Math.Sqrt(n));
}
