using TextCollapse.Corpora;
using TextCollapse.Metrics;
using TextCollapse.Models;
using TextCollapse.Models.Ngram;

namespace TextCollapse.Tests.Metrics;

/// <summary>Every metric on texts that lie at an edge: equal, halved, constant, empty, without any repetition.</summary>
public class RangeTests
{
    private static string[] Prose { get; } =
        [.. Enumerable.Range(0, 24).Select(d => string.Join(' ', Enumerable.Range(0, 80).Select(i => "the cat dog sat on under mats and then saw".Split(' ')[(d * d + i * i + d * i) % 10])))];

    private static string[] Different(int documents, int words) =>
        [.. Enumerable.Range(0, documents).Select(d => string.Join(' ', Enumerable.Range(0, words).Select(w => $"w{d * words + w}")))];

    private static IEnumerable<(string Name, string[] Text, string[] Reference)> Edges()
    {
        yield return ("identical", Prose, Prose);
        yield return ("halves", Prose[..12], Prose[12..]);
        yield return ("one document", Prose[..1], Prose[..1]);
        yield return ("one document against many", Prose[..1], Prose);
        yield return ("equal documents", [.. Enumerable.Repeat("word", 100)], [.. Enumerable.Repeat("word", 100)]);
        yield return ("one symbol", [new string('a', 20_000)], [new string('a', 20_000)]);
        yield return ("one symbol, many documents", [.. Enumerable.Repeat(new string('a', 700), 30)], Prose);
        yield return ("two symbols", [.. Enumerable.Repeat(string.Concat(Enumerable.Repeat("ab", 400)), 20)], Prose);
        yield return ("single characters", [.. Enumerable.Repeat("a", 20)], [.. Enumerable.Repeat("b", 20)]);
        yield return ("all words different", Different(20, 100), Different(20, 100));
        yield return ("all words different, long", Different(1, 20_000), Prose);
        yield return ("disjoint", Prose, [.. Prose.Select(text => new string([.. text.Select(c => (char)(c + 0x400))]))]);
        yield return ("empty", [], []);
        yield return ("empty documents", ["", "", "", ""], ["", "", "", ""]);
        yield return ("empty against prose", [], Prose);
        yield return ("prose against empty", Prose, []);
        yield return ("white space", [" ", "\n", " \n "], Prose);
    }

    public static TheoryData<string> Names => [.. Edges().Select(edge => edge.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_value_is_within_the_range_of_its_metric_or_undefined_for_a_reason(string name)
    {
        var (_, text, reference) = Edges().Single(edge => edge.Name == name);
        var coding = new TextCoding(TextUnit.Scalar);
        var measured = new TextMeter { Reference = MeasuredText.Of(reference, coding), Model = Model(), All = true, Intervals = false }.Measure(MeasuredText.Of(text, coding));
        var ranges = MetricCatalogue.All.SelectMany(metric => metric.Columns.Select(column => KeyValuePair.Create(column, metric.Range))).ToDictionary();
        Assert.All(measured.Rows, row =>
        {
            foreach (var value in new[] { row.Value, row.Reference })
            {
                if (!value.IsDefined)
                {
                    Assert.DoesNotContain("arithmetic", value.UndefinedBecause, StringComparison.Ordinal);
                    continue;
                }
                var (least, most) = ranges[row.Id];
                Assert.True(value.Value >= least && value.Value <= most, $"{row.Id} is {value}, outside {least} to {most}");
                Assert.False(value.Value == 0 && double.IsNegative(value.Value), $"{row.Id} is −0");
                Assert.True(double.IsFinite(value.Value) || row.Note.Contains("infinite", StringComparison.Ordinal), $"{row.Id} is {value} without a word");
                Assert.True(value.Value < 1e9, $"{row.Id} is {value}");
            }
        });
    }

    private static ILanguageModel Model()
    {
        var alphabet = Alphabet.Of(Prose);
        var corpus = new Corpus(alphabet, [.. Prose.Select(text => new Document(alphabet.Encode(text, out _), Provenance.Real("test")))]);
        return new NgramTrainer(new NgramOptions { Order = 3 }).Train(new TrainingTask { Corpus = corpus, Validation = corpus, Random = new(1, "test", 0) }).Model;
    }
}
