namespace TextCollapse.Experiments.Theory;

/// <summary>
/// <c>replace</c> with add-α smoothing over V types: p̂ = A f + (1 − A)/V with A = n/(n + αV). No type is ever lost; the model drifts
/// towards the uniform distribution.
/// </summary>
internal static class AddAlphaDrift
{
    /// <summary>Σ p̂² of the smoothed model given Σ f² of its training text: A² Σ f² + (1 − A²)/V.</summary>
    /// <param name="counted">Σ f² of the relative frequencies.</param>
    /// <param name="n">Draws counted.</param>
    /// <param name="alpha">The count added to each type, ≥ 0.</param>
    /// <param name="types">V.</param>
    public static double Smoothed(double counted, double n, double alpha, int types)
    {
        var square = Math.Pow(n / (n + alpha * types), 2);
        return square * counted + (1 - square) / types;
    }

    /// <summary>E Σ p̂² of the next generation given that of the last.</summary>
    public static double Next(double sumOfSquares, double n, double alpha, int types) =>
        Smoothed(ReplaceDrift.Next(sumOfSquares, n), n, alpha, types);

    /// <summary>The fixed point: [A²/n + (1 − A²)/V] / [1 − A² (1 − 1/n)].</summary>
    public static double FixedPoint(double n, double alpha, int types)
    {
        var square = Math.Pow(n / (n + alpha * types), 2);
        return (square / n + (1 - square) / types) / (1 - square * (1 - 1 / n));
    }
}
