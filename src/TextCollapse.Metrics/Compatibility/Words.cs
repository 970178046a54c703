namespace TextCollapse.Metrics.Compatibility;

/// <summary>Words of text, for the metrics that are defined on words.</summary>
internal static class Words
{
    /// <summary>Splits a text at runs of white space.</summary>
    public static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Numbers the distinct words, in order of first occurrence.</summary>
    public static int[][] Number(IEnumerable<IReadOnlyList<string>> documents)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. documents.Select(words => words.Select(Of).ToArray())];

        int Of(string word)
        {
            if (!known.TryGetValue(word, out var number))
                known.Add(word, number = known.Count);
            return number;
        }
    }
}
