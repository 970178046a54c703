namespace TextCollapse.Experiments.Theory;

/// <summary>
/// Drift when each generation is fitted to whole documents drawn without replacement from a pool that grows by what it writes. Two
/// characters of one
/// document have the same author, so that the pool is described by two expectations: Q, that two draws from it with replacement are alike,
/// and W,
/// that two places of one document are. Exact for documents of equal length L; with L = 1 it is <see cref="SubsampleDrift"/>.
/// </summary>
/// <param name="Characters">N: characters in the pool.</param>
/// <param name="Pool">Q.</param>
/// <param name="Within">W; without meaning for L = 1.</param>
/// <param name="DocumentLength">L.</param>
internal readonly record struct DocumentSubsampleDrift(double Characters, double Pool, double Within, double DocumentLength)
{
    /// <summary>
    /// E Σ p̂² of the model fitted to n characters of the pool: 1/n + (L − 1)/n W + (n − L)/n B, B the same for two places of different
    /// documents.
    /// </summary>
    public double Model(double n)
    {
        var length = Math.Min(DocumentLength, n);
        var between = n <= length ? 0 : (Pool - 1 / Characters - (length - 1) / Characters * Within) * Characters / (Characters - length);
        return 1 / n + (length - 1) / n * Within + (n - length) / n * between;
    }

    /// <summary>
    /// The pool with n characters more, written by that model: N'² Q' = N² Q + 2 N n Q + n² (1/n + (1 − 1/n) F); W' is the average.
    /// </summary>
    public DocumentSubsampleDrift Next(double n)
    {
        var (model, size) = (Model(n), Characters + n);
        var pool = (Characters * Characters * Pool + 2 * Characters * n * Pool + n * n * ReplaceDrift.Next(model, n)) / (size * size);
        return this with { Characters = size, Pool = pool, Within = (Characters * Within + n * model) / size };
    }
}
