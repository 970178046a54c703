using System.Numerics.Tensors;

namespace TextCollapse.Experiments.Theory;

/// <summary>Measures of one distribution used by the closed forms.</summary>
public static class Heterozygosity
{
    /// <summary>S = Σ p_i², the probability that two draws are equal (Simpson 1949). In 1/V … 1.</summary>
    /// <param name="p">A distribution over types.</param>
    public static double SumOfSquares(ReadOnlySpan<double> p) => TensorPrimitives.SumOfSquares(p);

    /// <summary>H = 1 − Σ p_i², the probability that two draws differ (Gini–Simpson).</summary>
    /// <param name="p">A distribution over types.</param>
    public static double Of(ReadOnlySpan<double> p) => 1 - SumOfSquares(p);

    /// <summary>
    /// The unbiased estimate of S from counts: pairs of different draws only, Σ c_i (c_i − 1) / (n (n − 1)); NaN below two draws.
    /// </summary>
    /// <param name="counts">How often each type was drawn.</param>
    public static double EstimatedSumOfSquares(ReadOnlySpan<long> counts)
    {
        double pairs = 0, n = 0;
        foreach (var count in counts)
            (pairs, n) = (pairs + (double)count * (count - 1), n + count);
        return n < 2 ? double.NaN : pairs / (n * (n - 1));
    }
}
