namespace TextCollapse;

/// <summary>Suggests corrections for misspelt words.</summary>
public static class Nearest
{
    /// <summary>
    /// The candidate with the smallest edit distance from <paramref name="word"/>, or null if the distance is more than max(2, a third of
    /// the word's length).
    /// </summary>
    public static string? To(string word, IEnumerable<string> candidates)
    {
        var best = candidates
            .Select(candidate => (candidate, edits: Edits(word, candidate)))
            .OrderBy(pair => pair.edits).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.candidate is not null && best.edits <= Math.Max(2, word.Length / 3) ? best.candidate : null;
    }

    /// <summary>The Levenshtein distance.</summary>
    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[b.Length];
    }
}
