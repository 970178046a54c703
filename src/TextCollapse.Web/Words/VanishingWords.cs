using TextCollapse.Corpora;
using TextCollapse.Metrics;

namespace TextCollapse.Web.Words;

/// <summary>Words of the real text that tick off as they die: a word is alive in a generation that wrote it at least once.</summary>
public static class VanishingWords
{
    private const int ShortestWord = 4, PerBand = 14;

    /// <summary>The share of the watched words that a generation still wrote.</summary>
    public static MetricColumn Alive { get; } = new("words_alive", "share of watched words", CollapseDirection.Lowers,
        "How many of the watched words does the generation still write?",
        "watched words that occur in the text / watched words", "own") { Label = "words alive" };

    /// <summary>The words of a corpus with their counts: runs of letters, in lower case.</summary>
    public static Dictionary<string, int> Count(Corpus corpus)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var letters = corpus.Alphabet.Characters.Select(System.Text.Rune.IsLetter).ToArray();
        foreach (var document in corpus.Documents)
        {
            var symbols = document.Symbols.Span;
            for (int start = 0, at = 0; at <= symbols.Length; at++)
                if (at == symbols.Length || !letters[symbols[at]])
                {
                    if (at - start >= ShortestWord)
                        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, corpus.Alphabet.Decode(symbols[start..at]).ToLowerInvariant(), out _)++;
                    start = at + 1;
                }
        }
        return counts;
    }

    /// <summary>Words to watch: as many of each band, at even distances over its words in the order of their frequency; the same for the same text.</summary>
    public static IReadOnlyList<WatchedWord> Choose(Corpus real) =>
    [
        .. Count(real).Where(word => word.Value >= 2)
            .Select(word => new WatchedWord(word.Key, word.Value, word.Value >= 20 ? WordBand.Common : word.Value >= 5 ? WordBand.Uncommon : WordBand.Rare))
            .GroupBy(word => word.Band).OrderBy(band => band.Key).SelectMany(band => Spread([.. band.OrderByDescending(word => word.Count).ThenBy(word => word.Text, StringComparer.Ordinal)])),
    ];

    /// <summary>How often each watched word stands in a text.</summary>
    public static IReadOnlyList<int> CountsIn(Corpus text, IReadOnlyList<WatchedWord> words)
    {
        var counts = Count(text);
        return [.. words.Select(word => counts.GetValueOrDefault(word.Text))];
    }

    /// <summary>The value of <see cref="Alive"/> for the counts of the watched words in a text.</summary>
    public static Measurement ShareAlive(IReadOnlyList<int> counts)
        => Measurement.Ratio(counts.Count(count => count > 0), counts.Count, "no word is watched");

    private static IEnumerable<WatchedWord> Spread(WatchedWord[] words) => words.Length <= PerBand ? words : Enumerable.Range(0, PerBand).Select(i => words[(int)((long)i * words.Length / PerBand)]);
}
