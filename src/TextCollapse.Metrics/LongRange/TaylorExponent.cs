using TextCollapse.Corpora;

namespace TextCollapse.Metrics.LongRange;

/// <summary>
/// Taylor's law of text (Kobayashi and Tanaka-Ishii 2018): documents are cut into segments of equal length; for each type the mean μ and
/// the population standard deviation σ of its counts per segment; the exponent is the slope of ln σ on ln μ. Independent symbols give .5,
/// natural text about .58 for words.
/// </summary>
/// <param name="Segments">The number of whole segments; the remainder of a document is not used.</param>
/// <param name="Types">Types with σ &gt; 0.</param>
/// <param name="Exponent">The slope; undefined if fewer than two different means have σ &gt; 0.</param>
internal readonly record struct TaylorExponent(int Segments, int Types, Measurement Exponent)
{
    /// <summary>The exponent of documents cut into segments of <paramref name="segment"/> symbols.</summary>
    public static TaylorExponent Of(IReadOnlyList<Document> documents, int segment)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(segment);
        var sums = new (long Count, double Squares)[ushort.MaxValue + 1];
        var counts = new int[ushort.MaxValue + 1];
        var segments = 0;
        foreach (var document in documents)
            for (var start = 0; start + segment <= document.Length; start += segment, segments++)
            {
                var symbols = document.Symbols.Span.Slice(start, segment);
                foreach (var symbol in symbols)
                    counts[symbol]++;
                foreach (var symbol in symbols)
                {
                    sums[symbol].Count += counts[symbol];
                    sums[symbol].Squares += (double)counts[symbol] * counts[symbol];
                    counts[symbol] = 0;
                }
            }
        var points = new List<(double X, double Y)>();
        foreach (var (count, squares) in sums)
        {
            // n Σc² = (Σc)² exactly if a type is equally frequent in every segment.
            var spread = segments * squares - (double)count * count;
            if (spread > 0)
                points.Add((Math.Log((double)count / segments), 0.5 * Math.Log(spread) - Math.Log(segments)));
        }
        return new(segments, points.Count, points.Select(point => point.X).Distinct().Count() < 2
            ? Measurement.Undefined(segments < 2 ? $"there are fewer than two whole segments of {segment}"
                : "fewer than two different mean counts vary between segments")
            : Slope(points));
    }

    private static double Slope(List<(double X, double Y)> points)
    {
        double meanX = points.Average(point => point.X), meanY = points.Average(point => point.Y);
        return points.Sum(point => (point.X - meanX) * (point.Y - meanY)) / points.Sum(point => (point.X - meanX) * (point.X - meanX));
    }
}
