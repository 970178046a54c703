using TextCollapse.Randomness;

namespace TextCollapse.Metrics.Statistics;

/// <summary>
/// Band for a metric that counts support (distinct n-grams, entropy, coverage, longest repeat): the metric on halves of the documents drawn
/// without replacement, the delete-half jackknife (Shao and Wu 1989). Drawing with replacement would duplicate documents, which looks like
/// repetition.
/// </summary>
/// <param name="Full">The metric on all documents.</param>
/// <param name="Subsets">How many halves of ⌊D/2⌋ documents were measured.</param>
/// <param name="Mean">Mean over the halves: at half the size, so not an estimate of <paramref name="Full"/>.</param>
/// <param name="StandardDeviation">Population standard deviation over the halves.</param>
/// <param name="Smallest">Smallest over the halves.</param>
/// <param name="Largest">Largest over the halves.</param>
/// <param name="StandardError">Of <paramref name="Full"/>: the deviation times √(m/(D − m)), m = ⌊D/2⌋.</param>
internal sealed record HalfSampling(
    Measurement Full, int Subsets, Measurement Mean, Measurement StandardDeviation, Measurement Smallest, Measurement Largest,
        Measurement StandardError)
{
    /// <summary>
    /// The band of <paramref name="metric"/>, which is given the indices of the documents to pool. All halves are measured if there are at
    /// most <paramref name="most"/>, otherwise that many random ones. Undefined for one document, or if the metric is undefined on a half.
    /// </summary>
    public static HalfSampling Of(int documents, Func<IReadOnlyList<int>, Measurement> metric, RandomStream random, int most = 200)
    {
        var all = Enumerable.Range(0, documents).ToArray();
        var full = metric(all);
        if (documents < 2)
            return Without(full, 0, Measurement.Undefined("one document cannot be halved"));
        var size = documents / 2;
        var values = new List<double>();
        foreach (var half in Count(documents, size) <= most ? Enumerated(documents, size) : Drawn(all, size, random, most))
        {
            var value = metric(half);
            if (!value.IsDefined || !double.IsFinite(value.Value))
                return Without(full, values.Count, Measurement.Undefined($"on a half {value.UndefinedBecause ?? "it is not finite"}"));
            values.Add(value.Value);
        }
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return new(full, values.Count, mean, deviation, values.Min(), values.Max(),
            deviation * Math.Sqrt((double)size / (documents - size)));
    }

    private static HalfSampling Without(Measurement full, int subsets, Measurement undefined)
        => new(full, subsets, undefined, undefined, undefined, undefined, undefined);

    private static double Count(int documents, int size)
    {
        var count = 1.0;
        for (var k = 1; k <= size; k++)
            count = count * (documents - size + k) / k;
        return Math.Round(count);
    }

    private static IEnumerable<int[]> Enumerated(int documents, int size)
    {
        var chosen = Enumerable.Range(0, size).ToArray();
        while (true)
        {
            yield return [.. chosen];
            var last = size - 1;
            while (last >= 0 && chosen[last] == documents - size + last)
                last--;
            if (last < 0)
                yield break;
            chosen[last]++;
            for (var next = last + 1; next < size; next++)
                chosen[next] = chosen[next - 1] + 1;
        }
    }

    private static IEnumerable<int[]> Drawn(int[] all, int size, RandomStream random, int most)
    {
        for (var k = 0; k < most; k++)
        {
            random.Shuffle<int>(all);
            yield return [.. all.AsSpan(0, size)];
        }
    }
}
