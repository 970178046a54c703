using System.Runtime.InteropServices;
using System.Text;
using TextCollapse.Corpora;
using TextCollapse.Metrics;

namespace TextCollapse.Web.Measurements;

/// <summary>
/// Chooses words of the real text and counts them in generated texts. A word is alive in a generation whose text contains it at least once.
/// </summary>
internal static class TrackedWords
{
    private const int MinLength = 4, PerFrequency = 14, CommonFrom = 20, UncommonFrom = 5, RareFrom = 2;

    /// <summary>The share of the tracked words that occur in a generated text.</summary>
    public static MetricColumn Alive { get; } = new("words_alive", "share of tracked words", CollapseDirection.Lowers,
        "How many of the tracked words are still generated?", "tracked words that occur in the text / tracked words", "own")
    {
        Label = "words alive",
    };

    /// <summary>
    /// Selects the same number of words from each frequency class, evenly spaced in order of frequency. Deterministic.
    /// </summary>
    public static IReadOnlyList<TrackedWord> Choose(Corpus real) =>
    [
        .. Count(real).Where(word => word.Value >= RareFrom)
            .Select(word => new TrackedWord(word.Key, word.Value, FrequencyOf(word.Value)))
            .GroupBy(word => word.Frequency).OrderBy(group => group.Key)
            .SelectMany(group => Sample([..
                group.OrderByDescending(word => word.Count).ThenBy(word => word.Text, StringComparer.Ordinal)])),
    ];

    /// <summary>The number of occurrences of each tracked word in a text.</summary>
    public static IReadOnlyList<int> CountsIn(Corpus text, IReadOnlyList<TrackedWord> words)
    {
        var counts = Count(text);
        return [.. words.Select(word => counts.GetValueOrDefault(word.Text))];
    }

    /// <summary>The value of <see cref="Alive"/> for the counts of the tracked words in a text.</summary>
    public static Measurement ShareAlive(IReadOnlyList<int> counts) =>
        Measurement.Ratio(counts.Count(count => count > 0), counts.Count, "no word is tracked");

    /// <summary>The words of a corpus (runs of letters, in lower case) with their counts.</summary>
    private static Dictionary<string, int> Count(Corpus corpus)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var isLetter = corpus.Alphabet.Characters.Select(Rune.IsLetter).ToArray();
        foreach (var document in corpus.Documents)
        {
            var symbols = document.Symbols.Span;
            for (int start = 0, at = 0; at <= symbols.Length; at++)
            {
                if (at < symbols.Length && isLetter[symbols[at]])
                    continue;
                if (at - start >= MinLength)
                {
                    var word = corpus.Alphabet.Decode(symbols[start..at]).ToLowerInvariant();
                    CollectionsMarshal.GetValueRefOrAddDefault(counts, word, out _)++;
                }
                start = at + 1;
            }
        }
        return counts;
    }

    private static WordFrequency FrequencyOf(int count) => count switch
    {
        >= CommonFrom => WordFrequency.Common,
        >= UncommonFrom => WordFrequency.Uncommon,
        _ => WordFrequency.Rare,
    };

    private static IEnumerable<TrackedWord> Sample(TrackedWord[] words) =>
        words.Length <= PerFrequency
            ? words : Enumerable.Range(0, PerFrequency).Select(i => words[(int)((long)i * words.Length / PerFrequency)]);
}
