namespace TextCollapse.Metrics.Statistics;

/// <summary>
/// The share of real text at which collapse stops: from there on, a chain loses no more than the control that is trained on real text only,
/// within a tolerance.
/// </summary>
/// <param name="Control">The cell with a share of 1.</param>
/// <param name="Metric">The column; higher is worse.</param>
/// <param name="Tolerance">The margin as a share of the value at generation 0.</param>
/// <param name="Share">Mean over seeds of the share, 0 to 1, with its 95 % t-interval, cut off at 0 and 1.</param>
/// <param name="Shares">The share by seed.</param>
public sealed record CollapseThreshold(string Control, string Metric, double Tolerance, SeedInterval Share, IReadOnlyList<double> Shares)
{
    /// <summary>2 % of the value at generation 0, as in every other comparison.</summary>
    public const double UsualTolerance = 0.02;

    /// <summary>
    /// The threshold of one strategy. A seed's loss at a share is the metric's change from generation 0 to the last, minus that of the
    /// control with the same seed. Its threshold lies between the largest share whose loss is above the margin and the next one, by linear
    /// interpolation; at the smallest share of the study if none is above. Seeds without a result in one of the arms are left out.
    /// </summary>
    /// <param name="rows">Rows of a run.</param>
    /// <param name="cells">The strategy's cells with their shares; one has a share of 1.</param>
    /// <param name="metric">The column.</param>
    /// <param name="tolerance">Above 0.</param>
    public static CollapseThreshold? Of(IReadOnlyList<GenerationRow> rows, IReadOnlyList<(string Cell, double Share)> cells, string metric,
        double tolerance = UsualTolerance)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tolerance);
        var order = cells.OrderBy(cell => cell.Share).ToArray();
        if (order.Length < 3 || order[^1].Share != 1)
            return null;
        var series = rows.GroupBy(row => (row.Cell, row.Seed))
            .ToDictionary(chain => chain.Key, chain => chain.OrderBy(row => row.Generation).ToArray());
        var shares = new List<double>();
        foreach (var seed in rows.Select(row => row.Seed).Distinct().Order())
        {
            double[] changes = [.. order.Select(cell => series.TryGetValue((cell.Cell, seed), out var chain)
                ? chain[^1][metric].OrNaN - chain[0][metric].OrNaN
                : double.NaN)];
            if (Array.TrueForAll(changes, double.IsFinite))
                shares.Add(Cross([.. order.Select(cell => cell.Share)], [.. changes.Select(change => change - changes[^1])],
                    tolerance * Math.Abs(series[(order[^1].Cell, seed)][0][metric].Value)));
        }
        if (shares.Count == 0)
            return null;
        var interval = SeedInterval.Student([.. shares]);
        return new(order[^1].Cell, metric, tolerance, interval with
        {
            Lower = interval.Lower.Map(end => Math.Max(0, end)),
            Upper = interval.Upper.Map(end => Math.Min(1, end))
        }, shares);
    }

    /// <summary>The share from which losses stay below the margin, over ascending shares of which the last has no loss.</summary>
    internal static double Cross(ReadOnlySpan<double> shares, ReadOnlySpan<double> losses, double margin)
    {
        for (var i = losses.Length - 2; i >= 0; i--)
            if (losses[i] > margin)
                return shares[i] + (shares[i + 1] - shares[i]) * (losses[i] - margin) / (losses[i] - losses[i + 1]);
        return shares[0];
    }
}
