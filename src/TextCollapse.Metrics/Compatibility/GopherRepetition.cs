namespace TextCollapse.Metrics.Compatibility;

/// <summary>
/// The repetition shares that Rae et al. (2021, "Gopher") use to filter web text, on whitespace-separated words of one document, computed
/// as in datatrove.
/// </summary>
internal sealed class GopherRepetition
{
    private readonly string[] _words;
    private readonly int _length;

    /// <summary>Shares of one document.</summary>
    public GopherRepetition(string text)
    {
        _words = Words.Split(text);
        _length = text.EnumerateRunes().Count();
    }

    /// <summary>
    /// Characters of the most frequent word n-gram (the first in case of ties), including spaces, times its count, over the characters of
    /// the text. Overlapping occurrences count, so the value may exceed 1. Undefined for fewer than n words.
    /// </summary>
    public Measurement Top(int order)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var (best, times) = ("", 0);
        for (var i = 0; i + order <= _words.Length; i++)
        {
            var ngram = string.Join(' ', _words, i, order);
            counts[ngram] = counts.GetValueOrDefault(ngram) + 1;
        }
        for (var i = 0; i + order <= _words.Length; i++)
            if (string.Join(' ', _words, i, order) is var ngram && counts[ngram] > times)
                (best, times) = (ngram, counts[ngram]);
        return times == 0 ? Measurement.Undefined($"the text has fewer than {order} words") : (double)Characters(best) * times / _length;
    }

    /// <summary>
    /// Characters, without spaces, of word n-grams that occurred before, over the characters of the text; n words are skipped after each.
    /// The words of an n-gram are compared concatenated, as in the original. Undefined for an empty text.
    /// </summary>
    public Measurement Duplicated(int order)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        long repeated = 0;
        for (var i = 0; i + order <= _words.Length;)
        {
            var ngram = string.Concat(_words.AsSpan(i, order)!);
            if (seen.Add(ngram))
            {
                i++;
                continue;
            }
            repeated += Characters(ngram);
            i += order;
        }
        return Measurement.Ratio(repeated, _length, "the text is empty");
    }

    private static int Characters(string text) => text.EnumerateRunes().Count();
}
