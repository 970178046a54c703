namespace TextCollapse.Experiments.Theory;

/// <summary>
/// <c>replace</c>: every generation is fitted to n draws from the last one, which is Wright–Fisher drift (Fisher 1930, Wright 1931; for
/// language
/// models Seddik et al. 2024, eq. 6 and prop. 1). E p̂_i = p_i in every generation, so type i is the last one left with probability p_i.
/// </summary>
internal static class ReplaceDrift
{
    /// <summary>E Σ p̂_i² after one more round of n draws: 1/n + (1 − 1/n) F.</summary>
    /// <param name="sumOfSquares">F of the distribution drawn from.</param>
    /// <param name="n">Draws, ≥ 1.</param>
    public static double Next(double sumOfSquares, double n) => 1 / n + (1 - 1 / n) * sumOfSquares;

    /// <summary>E Σ p̂_i² after t rounds of n draws: 1 − (1 − 1/n)^t (1 − S).</summary>
    /// <param name="sumOfSquares">S of the distribution that the first round draws from.</param>
    /// <param name="n">Draws per round, ≥ 1.</param>
    /// <param name="rounds">t ≥ 0.</param>
    public static double SumOfSquares(double sumOfSquares, double n, int rounds) => 1 - Math.Pow(1 - 1 / n, rounds) * (1 - sumOfSquares);
}
