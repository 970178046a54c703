using MathNet.Numerics;

namespace TextCollapse.Metrics.Compatibility;

/// <summary>Vocabulary growth V(n) ≈ K·n^exponent (Heaps 1978), fitted by least squares on the logarithms at given lengths.</summary>
/// <param name="Exponent">Slope of ln V(n) on ln n: 1 if every token is new, 0 if none is.</param>
/// <param name="K">exp of the intercept.</param>
/// <param name="Points">(n, V(n)) at the checkpoints within the text.</param>
internal sealed record HeapsLaw(Measurement Exponent, Measurement K, IReadOnlyList<(int Tokens, int Types)> Points)
{
    /// <summary>The fit over ascending positive <paramref name="checkpoints"/>; undefined for fewer than two within the text.</summary>
    public static HeapsLaw Of<T>(IEnumerable<T> tokens, IReadOnlyList<int> checkpoints) where T : notnull
    {
        var seen = new HashSet<T>();
        var points = new List<(int Tokens, int Types)>();
        var read = 0;
        foreach (var token in tokens)
        {
            if (points.Count == checkpoints.Count)
                break;
            seen.Add(token);
            if (++read == checkpoints[points.Count])
                points.Add((read, seen.Count));
        }
        if (points.Count < 2)
        {
            var undefined = Measurement.Undefined($"{points.Count} of the checkpoints are within the text; a slope needs two");
            return new(undefined, undefined, points);
        }
        var (intercept, slope) = Fit.Line([.. points.Select(point => Math.Log(point.Tokens))],
            [.. points.Select(point => Math.Log(point.Types))]);
        return new(slope, Math.Exp(intercept), points);
    }
}
