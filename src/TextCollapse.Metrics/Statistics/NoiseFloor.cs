using TextCollapse.Randomness;

namespace TextCollapse.Metrics.Statistics;

/// <summary>
/// The distance between two random halves of the same real documents, which another distance must exceed to be meaningful. Compare texts of
/// the size of a half with it, since most distances shrink as texts grow.
/// </summary>
/// <param name="Mean">Mean over the splits.</param>
/// <param name="Upper">The 95 % quantile over the splits.</param>
/// <param name="Splits">How many splits were measured.</param>
public sealed record NoiseFloor(Measurement Mean, Measurement Upper, int Splits)
{
    /// <summary>
    /// Splits documents 0 … <paramref name="documents"/> − 1 at random into halves, <paramref name="splits"/> times; undefined for fewer
    /// than two documents, or if the distance is undefined or infinite on a split.
    /// </summary>
    public static NoiseFloor Of(
        int documents, Func<IReadOnlyList<int>, IReadOnlyList<int>, Measurement> distance, RandomStream random, int splits = 40)
    {
        if (documents < 2)
            return Without("one document cannot be split", 0);
        var order = Enumerable.Range(0, documents).ToArray();
        var distances = new double[splits];
        for (var split = 0; split < splits; split++)
        {
            random.Shuffle<int>(order);
            var half = documents / 2;
            var value = distance(order[..half], order[half..(2 * half)]);
            if (!value.IsDefined || !double.IsFinite(value.Value))
                return Without($"between two halves of the real text {value.UndefinedBecause ?? "it is infinite"}", split);
            distances[split] = value.Value;
        }
        Array.Sort(distances);
        return new(distances.Average(), Quantiles.InverseCdf(distances, 0.95), splits);
    }

    /// <summary>The floor of a statistic over values that differ by chance only (the same text measured from several seeds).</summary>
    public static NoiseFloor OfSpread(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
            return Without("one seed has no spread", values.Length);
        var distances = new List<double>();
        for (var i = 0; i < values.Length; i++)
            for (var j = 0; j < i; j++)
                distances.Add(Math.Abs(values[i] - values[j]));
        distances.Sort();
        return distances.TrueForAll(double.IsFinite)
            ? new(distances.Average(), Quantiles.InverseCdf([.. distances], 0.95), distances.Count)
            : Without("a value is not finite", values.Length);
    }

    private static NoiseFloor Without(string reason, int splits) =>
        new(Measurement.Undefined(reason), Measurement.Undefined(reason), splits);
}
