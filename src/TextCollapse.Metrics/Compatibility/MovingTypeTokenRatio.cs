namespace TextCollapse.Metrics.Compatibility;

/// <summary>Type–token ratio at a fixed length, so that texts of different length are comparable (Covington and McFall 2010).</summary>
internal static class MovingTypeTokenRatio
{
    /// <summary>MATTR: the mean over every window of <paramref name="window"/> tokens, stride 1; linear in the text.</summary>
    public static Measurement Moving(ReadOnlySpan<int> tokens, int window)
    {
        if (TooShort(tokens.Length, window) is { } reason)
            return reason;
        var counts = new Dictionary<int, int>();
        double sum = 0;
        for (var end = 0; end < tokens.Length; end++)
        {
            counts[tokens[end]] = counts.GetValueOrDefault(tokens[end]) + 1;
            if (end >= window && --counts[tokens[end - window]] == 0)
                counts.Remove(tokens[end - window]);
            if (end >= window - 1)
                sum += counts.Count;
        }
        return sum / window / (tokens.Length - window + 1);
    }

    /// <summary>
    /// MSTTR: the mean over the full, non-overlapping segments of <paramref name="window"/> tokens, including the last full one.
    /// </summary>
    public static Measurement Segments(ReadOnlySpan<int> tokens, int window)
    {
        if (TooShort(tokens.Length, window) is { } reason)
            return reason;
        var segments = tokens.Length / window;
        double sum = 0;
        var seen = new HashSet<int>();
        for (var segment = 0; segment < segments; segment++)
        {
            seen.Clear();
            foreach (var token in tokens.Slice(segment * window, window))
                seen.Add(token);
            sum += seen.Count;
        }
        return sum / window / segments;
    }

    private static Measurement? TooShort(int tokens, int window)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        return tokens < window ? Measurement.Undefined($"the text has {tokens} tokens, the window {window}") : null;
    }
}
