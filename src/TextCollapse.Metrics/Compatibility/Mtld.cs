namespace TextCollapse.Metrics.Compatibility;

/// <summary>
/// MTLD (McCarthy and Jarvis 2010): tokens per factor, a stretch in which the type–token ratio stays above a threshold; the mean of a
/// forward and a backward pass. Two variants are in use, which differ in when a factor closes.
/// </summary>
internal static class Mtld
{
    /// <summary>The conventional threshold.</summary>
    public const double Threshold = 0.72;

    /// <summary>
    /// As in LexicalRichness: a factor closes at a ratio ≤ threshold after any number of tokens; the remainder counts as (1 − ratio)/(1 −
    /// threshold) factors. A text without any repetition is one factor.
    /// </summary>
    public static Measurement AnyLength(ReadOnlySpan<int> tokens, double threshold = Threshold)
        => Both(tokens, text => FactorsOfAnyLength(text, threshold));

    /// <summary>
    /// As in lexical_diversity: a factor closes at a ratio &lt; threshold after at least ten tokens; the last token always ends a partial
    /// factor. Undefined if there is no factor (that tool prints 0 for the most diverse texts).
    /// </summary>
    public static Measurement AtLeastTen(ReadOnlySpan<int> tokens, double threshold = Threshold)
        => Both(tokens, text => FactorsOfTen(text, threshold));

    private static Measurement Both(ReadOnlySpan<int> tokens, Func<int[], double> factors)
    {
        if (tokens.IsEmpty)
            return Measurement.Undefined("there are no tokens");
        var text = tokens.ToArray();
        var forwards = factors(text);
        Array.Reverse(text);
        var backwards = factors(text);
        return forwards == 0 || backwards == 0
            ? Measurement.Undefined("no token repeats, so there is no factor")
            : (text.Length / forwards + text.Length / backwards) / 2;
    }

    private static double FactorsOfAnyLength(int[] text, double threshold)
    {
        var factors = 0.0;
        var seen = new HashSet<int>();
        var (length, ratio) = (0, 1.0);
        foreach (var token in text)
        {
            seen.Add(token);
            ratio = (double)seen.Count / ++length;
            if (ratio > threshold)
                continue;
            factors++;
            seen.Clear();
            length = 0;
        }
        if (length > 0)
            factors += (1 - ratio) / (1 - threshold);
        return factors == 0 ? 1 : factors;
    }

    private static double FactorsOfTen(int[] text, double threshold)
    {
        var factors = 0.0;
        var seen = new HashSet<int>();
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            seen.Add(text[i]);
            var ratio = (double)seen.Count / ++length;
            if (i == text.Length - 1)
                factors += (1 - ratio) / (1 - threshold);
            else if (ratio < threshold && length >= 10)
            {
                factors++;
                seen.Clear();
                length = 0;
            }
        }
        return factors;
    }
}
