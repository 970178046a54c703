namespace TextCollapse.Metrics.Coverage;

/// <summary>
/// Precision, recall (Kynkäänniemi et al. 2019), density and coverage (Naeem et al. 2020) of generated points compared with real ones,
/// using balls whose radius is the distance to the k-th nearest neighbour within the same set.
/// </summary>
/// <param name="Precision">Share of generated points in the ball of some real point.</param>
/// <param name="Recall">Share of real points in the ball of some generated point.</param>
/// <param name="Density">Real balls per generated point, divided by k; may exceed 1.</param>
/// <param name="DensityOfTies">
/// The same, with each ball divided by the number of other real points in it: k, or more for ties, such as equal texts.
/// </param>
/// <param name="Coverage">Share of real points whose ball contains a generated point.</param>
/// <remarks>
/// With the strict comparison of the papers' code, duplicated points have empty balls of radius 0, and two identical sets score 0
/// everywhere. Texts contain duplicates, so the closed ball (≤) is the default.
/// </remarks>
internal sealed record NearestNeighbourCoverage(
    Measurement Precision, Measurement Recall, Measurement Density, Measurement DensityOfTies, Measurement Coverage)
{
    /// <summary>Compares points (rows of equal length) with Euclidean distance; quadratic in the number of points.</summary>
    public static NearestNeighbourCoverage Between(IReadOnlyList<double[]> real, IReadOnlyList<double[]> generated, int k,
        bool strict = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(k);
        if (Math.Min(real.Count, generated.Count) <= k)
        {
            var undefined = Measurement.Undefined($"each set needs more than {k} points to have a {k}-th neighbour");
            return new(undefined, undefined, undefined, undefined, undefined);
        }
        var (realRadii, held) = Balls(real, k);
        var (generatedRadii, _) = Balls(generated, k);
        bool Within(double distance, double radius) => strict ? distance < radius : distance <= radius;
        var inRealBall = new bool[generated.Count];
        double recalled = 0, balls = 0, shares = 0, covered = 0;
        for (var i = 0; i < real.Count; i++)
        {
            bool isRecalled = false, isCovered = false;
            for (var j = 0; j < generated.Count; j++)
            {
                var distance = MathNet.Numerics.Distance.Euclidean(real[i], generated[j]);
                isRecalled |= Within(distance, generatedRadii[j]);
                if (!Within(distance, realRadii[i]))
                    continue;
                isCovered = inRealBall[j] = true;
                balls++;
                shares += 1.0 / held[i];
            }
            recalled += isRecalled ? 1 : 0;
            covered += isCovered ? 1 : 0;
        }
        return new((double)inRealBall.Count(inside => inside) / generated.Count, recalled / real.Count,
            balls / k / generated.Count, shares / generated.Count, covered / real.Count);
    }

    /// <summary>For each point, the distance to its k-th neighbour and the number of other points within it: k without ties.</summary>
    private static (double[] Radii, int[] Held) Balls(IReadOnlyList<double[]> points, int k)
    {
        var radii = new double[points.Count];
        var held = new int[points.Count];
        var distances = new double[points.Count - 1];
        for (var i = 0; i < points.Count; i++)
        {
            for (int j = 0, to = 0; j < points.Count; j++)
                if (j != i)
                    distances[to++] = MathNet.Numerics.Distance.Euclidean(points[i], points[j]);
            Array.Sort(distances);
            radii[i] = distances[k - 1];
            held[i] = Array.FindLastIndex(distances, distance => distance <= radii[i]) + 1;
        }
        return (radii, held);
    }
}
