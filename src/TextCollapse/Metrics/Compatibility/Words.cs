using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Compatibility;

/// <summary>Words of text, for the metrics that are defined on words.</summary>
internal static class Words
{
    /// <summary>What stands between runs of white space.</summary>
    public static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// Word lists as documents of symbols numbered by first occurrence. Words beyond the 65,535 first different ones share the last number.
    /// </summary>
    public static Document[] Symbols(IEnumerable<IReadOnlyList<string>> documents)
    {
        var known = new Dictionary<string, ushort>(StringComparer.Ordinal);
        return [.. documents.Select(words => new Document(words.Select(Number).ToArray(), default))];

        ushort Number(string word)
        {
            if (!known.TryGetValue(word, out var number))
                known.Add(word, number = (ushort)Math.Min(known.Count, ushort.MaxValue));
            return number;
        }
    }
}
