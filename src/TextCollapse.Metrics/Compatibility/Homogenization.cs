namespace TextCollapse.Metrics.Compatibility;

/// <summary>
/// Homogenisation by ROUGE-L (Padmakumar and He 2024): the mean over ordered pairs of documents of the F1 of their longest common
/// subsequence of words, where words are lower-cased runs of a–z and 0–9. Quadratic in documents by definition. Disjoint documents give 0.
/// </summary>
internal static class Homogenization
{
    /// <summary>The mean over all pairs; undefined for fewer than two documents.</summary>
    public static Measurement RougeL(IReadOnlyList<string> documents)
    {
        if (documents.Count < 2)
            return Measurement.Undefined("it compares documents, and there are fewer than two");
        if (Words.NotLatin(documents) is { } reason)
            return Measurement.Undefined(reason);
        var words = Words.Number(documents.Select(Tokens));
        var sum = 0.0;
        for (var i = 0; i < words.Length; i++)
            for (var j = 0; j < i; j++)
                sum += F1(words[i], words[j]);
        return sum / (words.Length * (words.Length - 1L) / 2);
    }

    private static double F1(ReadOnlySpan<int> one, ReadOnlySpan<int> other)
        => one.Length == 0 || other.Length == 0 ? 0 : 2.0 * CommonSubsequence(one, other) / (one.Length + other.Length);

    private static int CommonSubsequence(ReadOnlySpan<int> one, ReadOnlySpan<int> other)
    {
        var row = new int[other.Length + 1];
        foreach (var symbol in one)
            for (int j = 1, diagonal = 0; j < row.Length; j++)
            {
                var above = row[j];
                row[j] = symbol == other[j - 1] ? diagonal + 1 : Math.Max(above, row[j - 1]);
                diagonal = above;
            }
        return row[^1];
    }

    private static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        var lower = text.ToLowerInvariant();
        for (int i = 0, start = 0; i <= lower.Length; i++)
            if (i == lower.Length || !char.IsAsciiLetterOrDigit(lower[i]))
            {
                if (i > start)
                    tokens.Add(lower[start..i]);
                start = i + 1;
            }
        return tokens;
    }
}
