using System.Globalization;
using TextCollapse.Chains;
using TextCollapse.Corpora;
using TextCollapse.Statistics;

namespace TextCollapse.Claims;

/// <summary>
/// Columns that some claims speak of and no run measures, taken from the texts that a run has kept: words (what stands between white space)
/// instead of characters, and sentences held against the grammar that the real text was drawn from.
/// </summary>
internal static class TextColumns
{
    private const int SentencesChecked = 400;

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["word_distinct_1", "word_distinct_1_document", "word_hapax_share", "word_entropy", "different_sentences", "grammatical_share"];

    /// <summary>The row with those of the columns that are asked for.</summary>
    /// <param name="row">A row of a run.</param>
    /// <param name="chain">The chain's folder.</param>
    /// <param name="source">The source of real text, for its grammar.</param>
    /// <param name="asked">The columns that somebody reads.</param>
    public static ChainRow Add(ChainRow row, string chain, ITextSource source, IReadOnlyCollection<string> asked)
    {
        if (!Names.Any(asked.Contains))
            return row;
        string[] documents = [.. new GenerationFolder(chain, row.Generation).Documents().Where(document => document.Length > 0)];
        var words = documents.Select(document => document.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var counts = words.SelectMany(document => document).GroupBy(word => word).Select(group => (double)group.Count()).ToArray();
        var all = counts.Sum();
        List<KeyValuePair<string, Measurement>> added =
        [
            new("word_distinct_1", Measurement.Ratio(counts.Length, all, "the text has no word")),
            new("word_distinct_1_document",
                Measurement.Ratio(words
                .Where(document => document.Length > 0).Sum(document => (double)document.Distinct().Count() / document.Length),
                words.Count(document => document.Length > 0), "the text has no word")),
            new("word_hapax_share", Measurement.Ratio(counts.Count(count => count == 1), all, "the text has no word")),
            new("word_entropy", all == 0 ? Measurement.Undefined("the text has no word")
                : -counts.Sum(count => count / all * Math.Log2(count / all))),
        ];
        if (asked.Contains("different_sentences") || asked.Contains("grammatical_share"))
        {
            var sentences = documents.SelectMany(GrammarText.Sentences).ToArray();
            // Documents are cut at their ends, and so is their last sentence; spread over the text, as many as can be parsed in a moment.
            var some = Enumerable.Range(0, Math.Min(SentencesChecked, sentences.Length))
                .Select(i => sentences[(long)i * sentences.Length / Math.Min(SentencesChecked, sentences.Length)]).ToArray();
            added.Add(new("different_sentences",
                Measurement.Ratio(sentences.Distinct(StringComparer.Ordinal).Count(), sentences.Length, "the text has no sentence")));
            if (asked.Contains("grammatical_share"))
                added.Add(new("grammatical_share", source is GrammarText grammar
                    ? Measurement.Ratio(some.AsParallel().Count(sentence => sentence.Length < 200 && grammar.Grammar.IsSentence(sentence)),
                        some.Length, "the text has no sentence")
                    : Measurement.Undefined(string.Create(CultureInfo.InvariantCulture, $"{source.Name} has no grammar"))));
        }
        return row with { Metrics = [.. row.Metrics, .. added] };
    }
}
