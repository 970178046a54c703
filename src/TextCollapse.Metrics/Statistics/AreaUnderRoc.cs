namespace TextCollapse.Metrics.Statistics;

/// <summary>How well scores separate two classes, independent of a threshold.</summary>
internal static class AreaUnderRoc
{
    /// <summary>
    /// AUC = P(positive &gt; negative) + ½ P(equal) over all pairs (Mann and Whitney 1947), from ranks in n log n time. ½ is chance;
    /// undefined if a class is empty or a score is not a number.
    /// </summary>
    public static Measurement Of(ReadOnlySpan<double> positive, ReadOnlySpan<double> negative)
    {
        if (positive.IsEmpty || negative.IsEmpty)
            return Measurement.Undefined("a class is empty");
        var sorted = negative.ToArray();
        Array.Sort(sorted);
        var won = 0.0;
        foreach (var score in positive)
        {
            if (double.IsNaN(score))
                return Measurement.Undefined("a score is not a number");
            won += Below(sorted, score, false) + Below(sorted, score, true);
        }
        return double.IsNaN(sorted[0]) ? Measurement.Undefined("a score is not a number") : won / 2 / positive.Length / negative.Length;
    }

    /// <summary>
    /// The 95 % interval of an AUC (Newcombe 2006, method 5): all θ with |AUC − θ| ≤ z·√V(θ), V the variance of Hanley and McNeil (1982)
    /// with both sample sizes in its brackets replaced by their mean. Has a positive width even if the AUC is 0 or 1.
    /// </summary>
    public static (Measurement Lower, Measurement Upper) Interval(Measurement auc, int positive, int negative)
    {
        if (!auc.IsDefined)
            return (auc, auc);
        return (End(0), End(1));

        double End(double bound)
        {
            const double Z = 1.959963984540054;
            var (inside, outside) = (auc.Value, bound);
            for (var halving = 0; halving < 60; halving++)
            {
                var middle = (inside + outside) / 2;
                var rest = (positive + negative) / 2.0 - 1;
                var variance = middle * (1 - middle) * (1 + rest * ((1 - middle) / (2 - middle) + middle / (1 + middle)))
                    / ((double)positive * negative);
                if (Math.Abs(auc.Value - middle) <= Z * Math.Sqrt(variance))
                    inside = middle;
                else
                    outside = middle;
            }
            return inside;
        }
    }

    /// <summary>How many of the ascending values are below (or at most) the score.</summary>
    private static int Below(double[] ascending, double score, bool orEqual)
    {
        int low = 0, high = ascending.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ascending[middle] < score || (orEqual && ascending[middle] == score))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
