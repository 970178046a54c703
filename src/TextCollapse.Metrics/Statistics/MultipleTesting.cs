namespace TextCollapse.Metrics.Statistics;

/// <summary>p-values adjusted for the number of tests; input order is kept, and values are capped at 1.</summary>
internal static class MultipleTesting
{
    /// <summary>Holm (1979): bounds the probability of any false finding. For the primary family.</summary>
    public static double[] Holm(ReadOnlySpan<double> p)
    {
        var (sorted, order) = Sort(p);
        var adjusted = new double[p.Length];
        var running = 0.0;
        for (var rank = 0; rank < sorted.Length; rank++)
        {
            running = Math.Max(running, Math.Min(1, sorted[rank] * (sorted.Length - rank)));
            adjusted[order[rank]] = running;
        }
        return adjusted;
    }

    /// <summary>Benjamini and Hochberg (1995): bounds the expected share of false findings. For the exploratory table.</summary>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> p)
    {
        var (sorted, order) = Sort(p);
        var adjusted = new double[p.Length];
        var running = 1.0;
        for (var rank = sorted.Length - 1; rank >= 0; rank--)
        {
            running = Math.Min(running, sorted[rank] * sorted.Length / (rank + 1));
            adjusted[order[rank]] = running;
        }
        return adjusted;
    }

    private static (double[] Sorted, int[] Order) Sort(ReadOnlySpan<double> p)
    {
        foreach (var value in p)
            if (!(value is >= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(p), value, "A p-value is between 0 and 1; leave undefined ones out.");
        var sorted = p.ToArray();
        var order = Enumerable.Range(0, p.Length).ToArray();
        Array.Sort(sorted, order);
        return (sorted, order);
    }
}
