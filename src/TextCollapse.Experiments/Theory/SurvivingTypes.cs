using MathNet.Numerics.Distributions;

namespace TextCollapse.Experiments.Theory;

/// <summary>
/// The number of surviving types under <c>replace</c> with n draws per round (Suresh et al. 2024, theorems 1 and 2). The count of each type
/// is a Markov chain, i → Binomial(n, i/n); while a type is rare, its count is a branching process with Poisson(1) offspring.
/// </summary>
internal static class SurvivingTypes
{
    /// <summary>
    /// The exact expectation from the chain of counts: element k is E[types with a count] after k rounds. O(rounds · n²), so only for n up
    /// to a few thousand.
    /// </summary>
    /// <param name="counts">Each type's count among the n draws of round 0; their sum is n.</param>
    /// <param name="rounds">The number of rounds.</param>
    public static double[] Exact(ReadOnlySpan<long> counts, int rounds)
    {
        var n = 0L;
        foreach (var count in counts)
            n += count;
        // extinct[i]: the probability that a count of i has become 0 after k rounds.
        var extinct = new double[n + 1];
        extinct[0] = 1;
        var transitions = Transitions((int)n);
        var survivors = new double[rounds + 1];
        for (var k = 0; k <= rounds; k++)
        {
            if (k > 0)
                extinct = [.. transitions.Select(row => System.Numerics.Tensors.TensorPrimitives.Dot<double>(row, extinct))];
            foreach (var count in counts)
                survivors[k] += 1 - extinct[count];
        }
        return survivors;
    }

    /// <summary>The exact expectation after the first round: Σ (1 − (1 − p_i)^n).</summary>
    public static double AfterOneRound(ReadOnlySpan<double> p, double n)
    {
        var sum = 0.0;
        foreach (var share in p)
            sum += 1 - Math.Pow(1 - share, n);
        return sum;
    }

    /// <summary>
    /// A lower bound after k ≥ 1 rounds, Σ (1 − exp(−n p_i g_k)) with g_1 = 1 and g_k = 1 − exp(−g_{k−1}); close to exact for n from a
    /// hundred on.
    /// </summary>
    public static double LowerBound(ReadOnlySpan<double> p, double n, int rounds)
    {
        var lineages = n * (rounds == 1 ? 1 : RareSurvival(rounds - 1));
        var sum = 0.0;
        foreach (var share in p)
            sum += 1 - Math.Exp(-lineages * share);
        return sum;
    }

    /// <summary>
    /// The branching approximation given the counts of round 0: Σ (1 − (1 − s_k)^c_i), s_k = <see cref="RareSurvival"/>; for any n.
    /// </summary>
    public static double FromCounts(ReadOnlySpan<long> counts, int rounds)
    {
        var extinct = 1 - RareSurvival(rounds);
        var sum = 0.0;
        foreach (var count in counts)
            sum += 1 - Math.Pow(extinct, count);
        return sum;
    }

    /// <summary>
    /// The probability that a type seen once survives k rounds: s_0 = 1, s_k = 1 − exp(−s_{k−1}): 1, .632, .469, .374, … It holds for a
    /// type of order 1 and, observed within .01, for the n-grams seen once in the training text of a maximum-likelihood n-gram model.
    /// </summary>
    public static double RareSurvival(int rounds)
    {
        var survival = 1.0;
        for (var k = 0; k < rounds; k++)
            survival = -Math.Exp(-survival) + 1;
        return survival;
    }

    private static double[][] Transitions(int n) =>
        [.. Enumerable.Range(0, n + 1).Select(i => Enumerable.Range(0, n + 1).Select(j => Binomial.PMF((double)i / n, n, j)).ToArray())];
}
