namespace TextCollapse.Metrics.Loops;

/// <summary>
/// The loop at the end of a text, and the period of a whole text. Linear time, using the prefix function of the reversed text.
/// </summary>
public static class Periodicity
{
    /// <summary>
    /// The loop at the end: the period p ≤ <paramref name="longestPeriod"/> whose periodic suffix is longest (the smallest such p), if that
    /// suffix contains at least <paramref name="copies"/> whole periods. Null if the text does not end in a loop.
    /// </summary>
    public static (int Period, int Span)? TerminalLoop(ReadOnlySpan<ushort> text, int longestPeriod = 90, int copies = 2)
    {
        (int Period, int Span)? best = null;
        var matches = SuffixMatches(text, longestPeriod);
        for (var period = 1; period < matches.Length; period++)
        {
            var span = period + matches[period];
            if (span >= (long)copies * period && span > (best?.Span ?? 0))
                best = (period, span);
        }
        return best;
    }

    /// <summary>
    /// The terminal loop that counts as degenerate text (<c>terminal_loop_share</c>): at least 3 copies and 12 characters. Null if there is
    /// none.
    /// </summary>
    public static (int Period, int Span)? DegenerateLoop(ReadOnlySpan<ushort> text) =>
        TerminalLoop(text, copies: 3) is { Span: >= 12 } loop ? loop : null;

    /// <summary>
    /// The loop of Holtzman et al. (2020): the n ≤ <paramref name="longest"/> for which the last n symbols are repeated most often at the
    /// end (the smallest such n); counts as a loop if they occur there at least twice and n ≥ 3, or more than 50 times. Null otherwise.
    /// </summary>
    public static (int Length, int Times)? RepeatedEnding(ReadOnlySpan<ushort> text, int longest = 90)
    {
        (int Length, int Times) best = (0, 0);
        var matches = SuffixMatches(text, longest);
        for (var length = 1; length < matches.Length; length++)
        {
            var times = 1 + matches[length] / length;
            if (times > best.Times)
                best = (length, times);
        }
        return best.Times > 1 && (best.Length >= 3 || best.Times > 50) ? best : null;
    }

    /// <summary>
    /// The smallest p with text[i] = text[i + p] throughout, and whether the text consists of whole copies of its first p symbols; null for
    /// an empty text.
    /// </summary>
    public static (int Period, bool IsPower)? Minimal(ReadOnlySpan<ushort> text)
    {
        if (text.Length == 0)
            return null;
        var borders = new int[text.Length];
        for (int i = 1, border = 0; i < text.Length; i++)
        {
            while (border > 0 && text[i] != text[border])
                border = borders[border - 1];
            if (text[i] == text[border])
                border++;
            borders[i] = border;
        }
        var period = text.Length - borders[^1];
        return (period, period < text.Length && text.Length % period == 0);
    }

    /// <summary>
    /// For each shift 0 … longest, the number of symbols at the end that equal those at the shift before them (the Z function of the
    /// reversed text).
    /// </summary>
    private static int[] SuffixMatches(ReadOnlySpan<ushort> text, int longest)
    {
        var matches = new int[Math.Min(longest, text.Length) + 1];
        int left = 0, right = 0;
        for (var shift = 1; shift < matches.Length; shift++)
        {
            var match = shift < right ? Math.Min(right - shift, matches[shift - left]) : 0;
            while (shift + match < text.Length && text[^(shift + match + 1)] == text[^(match + 1)])
                match++;
            matches[shift] = match;
            if (shift + match > right)
                (left, right) = (shift, shift + match);
        }
        return matches;
    }
}
