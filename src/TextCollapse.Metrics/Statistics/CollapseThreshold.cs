using MathNet.Numerics.Distributions;

namespace TextCollapse.Metrics.Statistics;

/// <summary>
/// The share of real text at which collapse stops: from there on a chain loses no more than the control that is trained on real text alone,
/// within a tolerance. The result depends on the tolerance and on the horizon, which are part of it.
/// </summary>
/// <param name="Control">The arm with a share of 1.</param>
/// <param name="Metric">The column; higher is worse.</param>
/// <param name="Tolerance">The margin as a share of the value at generation 0.</param>
/// <param name="Generation">The horizon: losses are changes from generation 0 to this one.</param>
/// <param name="Share">
/// The share at which the monotone fit of the mean losses falls to the margin, 0 to 1, with a 95 % interval. Its ends are shares of the
/// study, so it includes the uncertainty of the grid.
/// </param>
/// <param name="BracketLower">The largest share of the study at which the fit is above the margin.</param>
/// <param name="BracketUpper">The next share.</param>
public sealed record CollapseThreshold(string Control, string Metric, double Tolerance, int Generation, SeedInterval Share,
    double BracketLower, double BracketUpper)
{
    /// <summary>2 % of the value at generation 0, as in every other comparison.</summary>
    public const double UsualTolerance = 0.02;

    private const double OneSided = 0.025;

    /// <summary>The tolerances shown in a report, since the result depends on them.</summary>
    public static IReadOnlyList<double> Tolerances { get; } = [0.01, UsualTolerance, 0.05];

    /// <summary>
    /// The threshold of one strategy. A seed's loss at a share is the metric's change from generation 0 to the horizon, minus that of the
    /// control with the same seed and minus the margin. The mean losses are fitted by a curve that falls with the share. The interval
    /// consists of the shares that one-sided t-tests over seeds do not exclude (2.5 % at each end): from below, shares are excluded as long
    /// as the loss is above the margin, from above as long as it is below. Each direction stops at the first share that is not significant,
    /// so no correction for multiple tests is needed, and the curve is only assumed to fall.
    /// </summary>
    /// <param name="rows">Rows of a run; seeds that lack an arm at generation 0 or at the horizon are left out.</param>
    /// <param name="arms">The strategy's arms with their shares; one has a share of 1.</param>
    /// <param name="metric">The column.</param>
    /// <param name="tolerance">Above 0.</param>
    public static CollapseThreshold? Of(IReadOnlyList<GenerationRow> rows, IReadOnlyList<(string Arm, double Share)> arms, string metric,
        double tolerance = UsualTolerance)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tolerance);
        var order = arms.OrderBy(arm => arm.Share).ToArray();
        if (order.Length < 3 || order[^1].Share != 1)
            return null;
        var values = rows.Where(row => order.Any(arm => arm.Arm == row.Arm))
            .ToDictionary(row => (row.Arm, row.Seed, row.Generation), row => row[metric].OrNaN);
        if (!order.All(arm => values.Keys.Any(key => key.Arm == arm.Arm)))
            return null;
        var horizon = order.Min(arm => values.Keys.Where(key => key.Arm == arm.Arm).Max(key => key.Generation));
        double Change(string arm, long seed) => values.GetValueOrDefault((arm, seed, horizon), double.NaN)
            - values.GetValueOrDefault((arm, seed, 0), double.NaN);
        // By seed, then by share: above 0 if the loss exceeds the margin.
        double[][] excess =
        [
            .. values.Keys.Select(key => key.Seed).Distinct().Order()
                .Select(seed => order.Select(arm => Change(arm.Arm, seed) - Change(order[^1].Arm, seed)
                    - tolerance * Math.Abs(values.GetValueOrDefault((order[^1].Arm, seed, 0), double.NaN))).ToArray())
                .Where(losses => losses.All(double.IsFinite)),
        ];
        if (excess.Length == 0)
            return null;
        double[] shares = [.. order.Select(arm => arm.Share)];
        double[][] byShare = [.. shares.Select((_, i) => excess.Select(seed => seed[i]).ToArray())];
        var fit = MonotoneFit.Falling(shares, [.. byShare.Select(losses => losses.Average())]);
        var (bracketLower, bracketUpper) = fit.Bracket(0);
        var (lower, upper) = Interval(shares, byShare);
        return new(order[^1].Arm, metric, tolerance, horizon, new(fit.Crossing(0), lower, upper, excess.Length), bracketLower,
            bracketUpper);
    }

    /// <summary>The shares that the tests do not exclude; undefined for one seed.</summary>
    private static (Measurement Lower, Measurement Upper) Interval(double[] shares, double[][] excess)
    {
        if (excess[0].Length < 2)
            return (Measurement.Undefined("one seed has no spread"), Measurement.Undefined("one seed has no spread"));
        var above = 0;
        while (above < shares.Length && IsAbove(excess[above], 1))
            above++;
        var below = shares.Length - 1;
        while (below > 0 && IsAbove(excess[below - 1], -1))
            below--;
        return (shares[Math.Max(0, above - 1)], shares[below]);
    }

    /// <summary>Whether the mean of values times a sign is above 0, by a one-sided t-test.</summary>
    private static bool IsAbove(double[] values, int sign)
    {
        var (mean, error) = SeedInterval.MeanAndError(values);
        return sign * mean > error * StudentT.InvCDF(0, 1, values.Length - 1, 1 - OneSided);
    }
}
