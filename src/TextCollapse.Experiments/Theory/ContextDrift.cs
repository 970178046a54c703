namespace TextCollapse.Experiments.Theory;

/// <summary>
/// An n-gram model of order ≥ 2 under <c>replace</c>: each context's row drifts independently, the faster the more rarely it is visited; an
/// unvisited row is lost.
/// </summary>
internal static class ContextDrift
{
    /// <summary>
    /// E of the row's H after being refitted to n_c continuations drawn from it: H_c (1 − 1/n_c), n_c ≥ 1. Exact where the number of visits
    /// does not depend on what was drawn from the row (documents of two characters); in longer texts a row that leads back to itself is
    /// visited more often.
    /// </summary>
    public static double Heterozygosity(double heterozygosity, double visits) => heterozygosity * (1 - 1 / visits);
}
