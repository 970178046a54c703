using TextCollapse.Experiments.Mixing;

namespace TextCollapse.Experiments.Theory;

/// <summary>
/// Theoretical expectations for each generation of a unigram chain, from generation 0 on: the dashed line in plots of the measurements.
/// </summary>
internal static class OrderOnePrediction
{
    // Up to this budget the exact Markov chain of counts is cheap enough.
    private const long ExactBudget = 500;

    /// <summary>
    /// E Σ p̂² of the model of generations 0 … <paramref name="generations"/>, or null if no closed form is known (<c>window</c>,
    /// <c>balanced</c>; smoothing with a strategy other than <c>replace</c>). 1 minus it is the heterozygosity.
    /// </summary>
    public static double[]? SumOfSquares(OrderOneChain chain, int generations)
    {
        var n = (double)chain.Counts.Sum();
        var counted = chain.Counts.Sum(count => count / n * (count / n));
        if (chain.Alpha > 0)
            return chain.Mixing is Replace
                ? Iterate(AddAlphaDrift.Smoothed(counted, n, chain.Alpha, chain.Counts.Count), generations, (f, _) =>
                    AddAlphaDrift.Next(f, n, chain.Alpha, chain.Counts.Count))
                : null;
        return chain.Mixing switch
        {
            Duplicate or ShuffledReal => Iterate(counted, generations, (f, _) => f),
            Replace => Iterate(counted, generations, (f, _) => ReplaceDrift.Next(f, n)),
            Accumulate => Iterate(counted, generations, (f, g) => 1 - AccumulateDrift.Next(1 - f, n, (g + 1) * n)),
            Expanding { Added: var added } => ExpandingSums(counted, n, Math.Round(added * n), generations),
            FixedReal { RealShare: var share } => FixedRealSums(chain, counted, n, Math.Round(share * n), generations),
            FreshReal { RealShare: var share } => FreshRealSums(chain, counted, n, Math.Round(share * n), generations),
            AccumulateSubsample => Subsample(
                new(n, counted, double.IsNaN(chain.Within) ? Unbiased(chain) : chain.Within, chain.DocumentLength), counted, n, 1,
                    generations),
            Past => Subsample(new(n, ReplaceDrift.Next(counted, n), counted, chain.DocumentLength), counted, n, 0, generations),
            _ => null,
        };
    }

    /// <summary>
    /// The expected number of types with a probability above zero in the model of generations 0 … <paramref name="generations"/>, or null
    /// if no form is known: exact for <c>replace</c> with up to 500 characters, the branching approximation beyond; constant if no text is
    /// ever discarded.
    /// </summary>
    public static double[]? SurvivingTypes(OrderOneChain chain, int generations)
    {
        long[] counts = [.. chain.Counts];
        double present = chain.Alpha > 0 ? counts.Length : counts.Count(count => count > 0);
        if (chain.Alpha > 0 || chain.Mixing is Duplicate or ShuffledReal or Accumulate or Expanding)
            return [.. Enumerable.Repeat(present, generations + 1)];
        if (chain.Mixing is not Replace)
            return null;
        return counts.Sum() <= ExactBudget
            ? Theory.SurvivingTypes.Exact(counts, generations)
            : [.. Enumerable.Range(0, generations + 1).Select(k => Theory.SurvivingTypes.FromCounts(counts, k))];
    }

    private static double Unbiased(OrderOneChain chain) => Heterozygosity.EstimatedSumOfSquares([.. chain.Counts]);

    private static double[] Iterate(double first, int generations, Func<double, int, double> next)
    {
        var values = new double[generations + 1];
        values[0] = first;
        for (var g = 1; g <= generations; g++)
            values[g] = next(values[g - 1], g);
        return values;
    }

    private static double[] ExpandingSums(double counted, double n, double added, int generations)
        => Iterate(counted, generations, (f, g) => 1 - AccumulateDrift.Next(1 - f, added, n + g * added));

    private static double[] FixedRealSums(OrderOneChain chain, double counted, double n, double real, int generations)
    {
        // A random part of the real text: two of its positions are a pair of different draws, unless they are the same position.
        var (sample, product) = chain.FixedReal ?? (real == 0 ? 0 : ReplaceDrift.Next(Unbiased(chain), real), counted);
        return Iterate(counted, generations, (f, _) =>
        {
            var next = FixedRealDrift.Next(f, sample, product, real, n - real);
            product = FixedRealDrift.NextProduct(product, sample, real, n - real);
            return next;
        });
    }

    private static double[] FreshRealSums(OrderOneChain chain, double counted, double n, double real, int generations)
    {
        var law = Unbiased(chain);
        return Iterate(counted, generations, (f, _) => FreshRealDrift.NextStratified(f, law, real, n - real));
    }

    /// <param name="pool">The first budget of the pool: the real text, or the text of generation 0.</param>
    /// <param name="counted">Σ p̂² of generation 0.</param>
    /// <param name="n">The budget.</param>
    /// <param name="more">The number of budgets in the pool of generation g, minus g.</param>
    /// <param name="generations">The last generation.</param>
    private static double[] Subsample(DocumentSubsampleDrift pool, double counted, double n, int more, int generations)
        => Iterate(counted, generations, (_, g) =>
        {
            if (pool.Characters < n * (g + more))
                pool = pool.Next(n);
            return pool.Model(n);
        });
}
