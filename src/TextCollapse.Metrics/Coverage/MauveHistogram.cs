namespace TextCollapse.Metrics.Coverage;

/// <summary>
/// MAUVE of two given histograms (Pillutla et al. 2021): the area under the frontier of exp(−c·KL(Q‖R)) against exp(−c·KL(P‖R)), R = wP +
/// (1 − w)Q. The quantisation of texts to histograms is not included. Disjoint histograms give a small positive value, not 0.
/// </summary>
internal static class MauveHistogram
{
    private const double EndOfWeights = 1e-6;

    /// <summary>
    /// The area, averaged over both ways of integrating, with <paramref name="points"/> weights between 10⁻⁶ and 1 − 10⁻⁶ and the extremes
    /// (1, 0) and (0, 1). <paramref name="smoothing"/> is added to every count: ½ gives MAUVE*.
    /// </summary>
    public static Measurement Score(ReadOnlySpan<long> p, ReadOnlySpan<long> q, double smoothing = 0, double scaling = 5, int points = 25)
    {
        if (Shares(p, smoothing) is not { } shareP || Shares(q, smoothing) is not { } shareQ)
            return Measurement.Undefined("a histogram is empty");
        var curve = new List<(double X, double Y)> { (1, 0), (0, 1) };
        for (var k = 0; k < points; k++)
        {
            var w = EndOfWeights + (1 - 2 * EndOfWeights) * k / (points - 1);
            double klQ = 0, klP = 0;
            for (var i = 0; i < shareP.Length; i++)
            {
                var r = w * shareP[i] + (1 - w) * shareQ[i];
                klQ += NgramDivergence.Term(shareQ[i], r);
                klP += NgramDivergence.Term(shareP[i], r);
            }
            curve.Add((Similarity(klQ), Similarity(klP)));
        }
        // The frontier is decreasing: of points with equal abscissae, the upper one comes first. Equal histograms have only such points.
        var overX = Area([.. curve.OrderBy(point => point.X).ThenByDescending(point => point.Y)]);
        var overY = Area([.. curve.OrderBy(point => point.Y).ThenByDescending(point => point.X).Select(point => (point.Y, point.X))]);
        return Math.Min(1, (overX + overY) / 2);

        // Removes negative rounding errors: a divergence is not negative.
        double Similarity(double divergence) => Math.Exp(-scaling * Math.Max(0, divergence));
    }

    /// <summary>
    /// The frontier integral (Liu et al. 2021): the area between both KLs over all w, 0 for equal and 1 for disjoint histograms.
    /// </summary>
    public static Measurement FrontierIntegral(ReadOnlySpan<long> p, ReadOnlySpan<long> q, double smoothing = 0)
    {
        if (Shares(p, smoothing) is not { } shareP || Shares(q, smoothing) is not { } shareQ)
            return Measurement.Undefined("a histogram is empty");
        var sum = 0.0;
        for (var i = 0; i < shareP.Length; i++)
        {
            double a = shareP[i], b = shareQ[i];
            if (a == 0 || b == 0)
                sum += (a + b) / 2;
            else if (Math.Abs(a - b) > 1e-8 * (a + b))
                sum += (a + b) / 2 - a * b * Math.Log(a / b) / (a - b);
        }
        return Math.Clamp(sum, 0, 1);
    }

    private static double Area((double X, double Y)[] ordered)
    {
        var area = 0.0;
        for (var i = 1; i < ordered.Length; i++)
            area += (ordered[i].X - ordered[i - 1].X) * (ordered[i].Y + ordered[i - 1].Y) / 2;
        return area;
    }

    private static double[]? Shares(ReadOnlySpan<long> counts, double smoothing)
    {
        double total = smoothing * counts.Length;
        var seen = false;
        foreach (var count in counts)
        {
            total += count;
            seen |= count > 0;
        }
        if (!seen)
            return null;
        var shares = new double[counts.Length];
        for (var i = 0; i < shares.Length; i++)
            shares[i] = (counts[i] + smoothing) / total;
        return shares;
    }
}
