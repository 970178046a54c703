namespace TextCollapse.Metrics.LongRange;

/// <summary>How clustered the occurrences of one event are (Goh and Barabási 2008), from the gaps between them.</summary>
/// <param name="Plain">B = (σ − μ)/(σ + μ) with the population σ: −1 regular, 0 Poisson, towards 1 bursts.</param>
/// <param name="FiniteSize">B corrected for the number of gaps (Kim and Jo 2016).</param>
/// <param name="Memory">Pearson correlation of each gap with the next.</param>
internal readonly record struct Burstiness(Measurement Plain, Measurement FiniteSize, Measurement Memory)
{
    /// <summary>Burstiness of gaps in order of occurrence.</summary>
    public static Burstiness OfGaps(ReadOnlySpan<int> gaps)
    {
        if (gaps.Length == 0)
        {
            var none = Measurement.Undefined("the event occurs fewer than twice");
            return new(none, none, none);
        }
        var (mean, deviation) = Moments(gaps);
        var ratio = deviation / mean;
        double root = Math.Sqrt(gaps.Length + 1), low = Math.Sqrt(gaps.Length - 1);
        return new(
            Measurement.Ratio(deviation - mean, deviation + mean, "all gaps are 0"),
            Measurement.Ratio(root * ratio - low, (root - 2) * ratio + low, "one gap has no finite-size burstiness"),
            Correlation(gaps[..^1], gaps[1..]));
    }

    /// <summary>The gaps between the occurrences of a symbol in one document.</summary>
    public static int[] Gaps(ReadOnlySpan<ushort> text, ushort symbol)
    {
        var gaps = new List<int>();
        for (int i = 0, before = -1; i < text.Length; i++)
            if (text[i] == symbol)
            {
                if (before >= 0)
                    gaps.Add(i - before);
                before = i;
            }
        return [.. gaps];
    }

    private static (double Mean, double Deviation) Moments(ReadOnlySpan<int> values)
    {
        var mean = 0.0;
        foreach (var value in values)
            mean += value;
        mean /= values.Length;
        var squares = 0.0;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return (mean, Math.Sqrt(squares / values.Length));
    }

    private static Measurement Correlation(ReadOnlySpan<int> one, ReadOnlySpan<int> other)
    {
        if (one.Length < 2)
            return Measurement.Undefined("there are fewer than three gaps");
        var ((meanOne, deviationOne), (meanOther, deviationOther)) = (Moments(one), Moments(other));
        var product = 0.0;
        for (var i = 0; i < one.Length; i++)
            product += (one[i] - meanOne) * (other[i] - meanOther);
        return Measurement.Ratio(product / one.Length, deviationOne * deviationOther, "the gaps are all equal");
    }
}
