
using TextCollapse.Metrics.Compatibility;
using static TextCollapse.Metrics.CollapseDirection;

namespace TextCollapse.Metrics.LongRange;

/// <summary>Long-range structure, beyond a few characters.</summary>
internal static class LongRangeMetrics
{
    private const int Segment = 250;
    private const int LeastGaps = 5;

    public static IReadOnlyList<Metric> All { get; } =
    [
        Of("taylor_exponent", "exponent", Lowers, "Do characters cluster over hundreds of characters? Independent ones give .5.",
            $"slope of ln σ on ln μ of each character's counts in segments of {Segment} within documents",
                "Kobayashi and Tanaka-Ishii 2018",
            "documents of at least 250 characters", Taylor),
        Of("burstiness", "−1 to 1", Lowers, "Do words come in bursts? Independent ones give 0.",
            $"finite-size burstiness of the gaps between a word's occurrences within documents, mean over words with at least "
                + $"{LeastGaps} gaps, weighted by gaps; {Words.Definition}", "Goh and Barabási 2008; Kim and Jo 2016",
            "some word at least six times", subject => Mean(subject, burstiness => burstiness.FiniteSize)),
        Of("gap_memory", "correlation", Lowers, "Do short gaps follow short gaps?", "correlation of consecutive gaps, weighted likewise",
            "Goh and Barabási 2008",
            "some word at least six times", subject => Mean(subject, burstiness => burstiness.Memory)),
        Of("lz76", "ratio", Lowers, "How complex is the text compared with random bits?",
            "phrases of the exhaustive history · log₂(n)/n, documents concatenated", "Lempel and Ziv 1976; Kaspar and Schuster 1987",
            "depends on the amount of text", Complexity, dependsOnSize: true),
    ];

    private static Metric Of(string id, string unit, CollapseDirection direction, string question, string definition, string source,
        string validity, Func<MeasurementContext, Measurement> value, bool dependsOnSize = false)
        => new(new(id, unit, direction, question, definition, source)
        {
            Group = MetricGroup.LongRange,
            Cost = "linear",
            Validity = validity,
            Interval = IntervalKind.HalfSampling,
            DependsOnSize = dependsOnSize,
        }, (subject, _) => value(subject));

    private static Measurement Taylor(MeasurementContext subject)
    {
        var exponent = TaylorExponent.Of(subject.Documents, Segment).Exponent;
        return exponent is { IsDefined: true, Value: <= 0 }
            ? Measurement.Undefined("the deviations of the counts do not grow with their means: Taylor's law does not hold")
            : exponent;
    }

    /// <summary>LZ76 from the match lengths that the entropy rate also uses; a phrase ends with its document.</summary>
    private static Measurement Complexity(MeasurementContext subject)
    {
        var lengths = subject.Matches.Lengths;
        int phrases = 0, start = 0;
        foreach (var document in subject.Documents)
        {
            for (var at = 0; at < document.Length; phrases++)
                at = Math.Min(document.Length, at + lengths[start + at]);
            start += document.Length;
        }
        return LempelZiv.Normalised76(phrases, start);
    }

    private static Measurement Mean(MeasurementContext subject, Func<Burstiness, Measurement> value)
    {
        if (subject.WithoutWords is { } reason)
            return Measurement.Undefined(reason);
        var gaps = new SortedDictionary<int, List<int>>();
        foreach (var document in subject.Words)
        {
            var last = new Dictionary<int, int>();
            for (var i = 0; i < document.Length; i++)
            {
                if (last.TryGetValue(document[i], out var before))
                    (gaps.TryGetValue(document[i], out var list) ? list : gaps[document[i]] = []).Add(i - before);
                last[document[i]] = i;
            }
        }
        double sum = 0, weight = 0;
        foreach (var list in gaps.Values)
            if (list.Count >= LeastGaps && value(Burstiness.OfGaps([.. list])) is { IsDefined: true } defined)
                (sum, weight) = (sum + list.Count * defined.Value, weight + list.Count);
        return Measurement.Ratio(sum, weight, $"no word has {LeastGaps} gaps within documents").Map(mean => Math.Clamp(mean, -1, 1));
    }
}
