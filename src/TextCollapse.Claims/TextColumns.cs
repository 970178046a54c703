using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Storage;
using TextCollapse.Metrics;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Claims;

/// <summary>
/// Columns used by some claims that runs do not measure, computed from the stored texts of a run: words (separated by white space) instead
/// of characters, and sentences checked with the grammar of the real text.
/// </summary>
internal static class TextColumns
{
    private const int SentencesChecked = 400;

    private const string NoWord = "the text has no word", NoSentence = "the text has no sentence";

    private static readonly ColumnCondition OfGrammars =
        new("text of a grammar: corpus.source grammar:NAME", arm => arm.Source is GrammarText);

    private static readonly MetricColumn Distinct = new("word_distinct_1", "share", CollapseDirection.Lowers,
        "What share of the words is distinct?",
        "distinct words / words, documents pooled", "Li et al. 2016")
    { Label = "distinct words" };

    private static readonly MetricColumn DistinctInDocument = new("word_distinct_1_document", "share", CollapseDirection.Lowers,
        "What share of a document's words is distinct?",
        "distinct words / words of each document, mean over documents", "Li et al. 2016")
    { Label = "distinct words of a document" };

    private static readonly MetricColumn HapaxShare = new("word_hapax_share", "share", CollapseDirection.Lowers,
        "How many words occur once?",
        "words that occur once / words", "Holtzman et al. 2020")
    { Label = "words that occur once" };

    private static readonly MetricColumn Entropy = new("word_entropy", "bits", CollapseDirection.Lowers, "How diverse are the words?",
        "plug-in −Σ p log₂ p over words", "Shannon 1948")
    { Label = "entropy of words" };

    private static readonly MetricColumn DifferentSentences = new("different_sentences", "share of sentences", CollapseDirection.Lowers,
        "What share of the sentences is distinct?",
        "distinct sentences / sentences", "own")
    { Label = "distinct sentences" };

    private static readonly MetricColumn Grammatical = new("grammatical_share", "share of sentences", CollapseDirection.Lowers,
        "What share of the sentences does the grammar allow?",
        "sentences shorter than 200 characters that the grammar derives, of 400 sentences spread over the text", "own")
    { Label = "grammatical sentences", When = OfGrammars };

    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<MetricColumn> Declared { get; } = [Distinct, DistinctInDocument, HapaxShare, Entropy, DifferentSentences,
        Grammatical];

    /// <summary>Adds the requested columns to a row.</summary>
    /// <param name="row">A row of a run.</param>
    /// <param name="chain">The chain's folder.</param>
    /// <param name="source">The source of real text, for its grammar.</param>
    /// <param name="asked">The requested columns.</param>
    public static GenerationRow Add(GenerationRow row, string chain, ITextSource source, IReadOnlyCollection<string> asked)
    {
        if (!Declared.Any(column => asked.Contains(column.Id)))
            return row;
        string[] documents = [.. new GenerationFolder(chain, row.Generation).Documents().Where(document => document.Length > 0)];
        var words = documents.Select(document => document.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var counts = words.SelectMany(document => document).GroupBy(word => word).Select(group => (double)group.Count()).ToArray();
        var all = counts.Sum();
        List<KeyValuePair<string, Measurement>> added =
        [
            Distinct.Is(Measurement.Ratio(counts.Length, all, NoWord)),
            DistinctInDocument.Is(Measurement.Ratio(
                words.Where(document => document.Length > 0).Sum(document => (double)document.Distinct().Count() / document.Length),
                words.Count(document => document.Length > 0), NoWord)),
            HapaxShare.Is(Measurement.Ratio(counts.Count(count => count == 1), all, NoWord)),
            Entropy.Is(all == 0 ? Measurement.Undefined(NoWord) : -counts.Sum(count => count / all * Math.Log2(count / all))),
        ];
        if (asked.Contains(DifferentSentences.Id) || asked.Contains(Grammatical.Id))
        {
            var sentences = documents.SelectMany(GrammarText.Sentences).ToArray();
            // The last sentence of a document may be cut. The sentences are spread over the text, limited to a number that is parsed
            // quickly.
            var some = Enumerable.Range(0, Math.Min(SentencesChecked, sentences.Length))
                .Select(i => sentences[(long)i * sentences.Length / Math.Min(SentencesChecked, sentences.Length)]).ToArray();
            added.Add(DifferentSentences.Is(Measurement.Ratio(sentences.Distinct(StringComparer.Ordinal).Count(), sentences.Length,
                NoSentence)));
            if (asked.Contains(Grammatical.Id))
                added.Add(Grammatical.Is(source is GrammarText grammar
                    ? Measurement.Ratio(some.AsParallel().Count(sentence => sentence.Length < 200 && grammar.Grammar.IsSentence(sentence)),
                    some.Length, NoSentence)
                    : Measurement.Undefined(string.Create(CultureInfo.InvariantCulture, $"{source.Name} has no grammar"))));
        }
        return row with { Metrics = [.. row.Metrics, .. added] };
    }
}
