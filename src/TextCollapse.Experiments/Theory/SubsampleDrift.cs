namespace TextCollapse.Experiments.Theory;

/// <summary>
/// <c>accumulate-subsample</c>: each generation is fitted to n draws without replacement from a pool of t rounds of n draws, and adds n of
/// its own to the pool. About twice the loss of <see cref="AccumulateDrift"/>. Draws are single characters: exact for documents of one
/// character.
/// </summary>
internal static class SubsampleDrift
{
    /// <summary>E H of the model given H of the pool of N draws: H N/(N − 1) (1 − 1/n).</summary>
    public static double Model(double poolHeterozygosity, double n, double poolSize) =>
        poolHeterozygosity * poolSize / (poolSize - 1) * (1 - 1 / n);

    /// <summary>
    /// E H of the pool of t + 1 rounds given H of the pool of t: H − [H (N − n) / (n (N − 1)) + H_model / n] / (t + 1)², N = n t.
    /// </summary>
    /// <param name="poolHeterozygosity">H of the pool of t rounds.</param>
    /// <param name="n">Draws per round, ≥ 2.</param>
    /// <param name="rounds">t ≥ 1.</param>
    public static double NextPool(double poolHeterozygosity, double n, int rounds)
    {
        var size = n * rounds;
        var loss = poolHeterozygosity * (size - n) / (n * (size - 1)) + Model(poolHeterozygosity, n, size) / n;
        return poolHeterozygosity - loss / Math.Pow(rounds + 1, 2);
    }
}
