using TextCollapse.Corpora;
using TextCollapse.Metrics;
using TextCollapse.Models;
using TextCollapse.Models.Ngram;

namespace TextCollapse.Tests.Metrics;

public class TextMeterTests
{
    private static string[] Sentences(int documents, int seed)
    {
        string[] words = ["the", "a", "cat", "dog", "sat", "ran", "on", "under", "mat", "tree", "and", "then", "saw", "blue", "old"];
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, documents).Select(_ => string.Join(' ', Enumerable.Range(0, 150).Select(_ => words[(int)(words.Length * random.NextDouble() * random.NextDouble())])))];
    }

    private static MeasuredText Text(TextCoding coding, params string[] documents) => MeasuredText.Of(documents, coding);

    private static Measurement Value(TextMeasurement measurement, string id) => measurement.Rows.Single(row => row.Id == id).Value;

    private static (Corpus Corpus, ILanguageModel Model) Model()
    {
        var texts = Sentences(40, 7);
        var alphabet = Alphabet.Of(texts);
        var corpus = new Corpus(alphabet, [.. texts.Select(text => new Document(alphabet.Encode(text, out _), Provenance.Real("test")))]);
        var task = new TrainingTask { Corpus = corpus, Validation = corpus, Random = new(1, "test", 0) };
        return (corpus, new NgramTrainer(new NgramOptions { Order = 3 }).Train(task).Model);
    }

    [Fact]
    public void Every_metric_of_the_catalogue_is_measured_in_its_order_when_a_reference_and_a_model_are_given()
    {
        var (corpus, model) = Model();
        var measured = new TextMeter { Reference = MeasuredText.Of(corpus), Model = model, All = true }.Measure(MeasuredText.Of(corpus));
        Assert.Equal(MetricCatalogue.All.SelectMany(metric => metric.Columns), measured.Rows.Select(row => row.Id));
        string[] needMore = ["entropy_", "types_at_coverage_", "rarefied_"];
        Assert.DoesNotContain(measured.Rows, row => !row.Value.IsDefined && !needMore.Any(start => row.Id.StartsWith(start, StringComparison.Ordinal)));
        Assert.Equal(1, Value(measured, "mass_recall_3").Value, 12);
        Assert.Equal(0, Value(measured, "novel_4").Value);
    }

    [Fact]
    public void Two_threads_and_a_second_run_give_the_same_rows()
    {
        var coding = new TextCoding(TextUnit.Scalar);
        var (text, reference) = (Text(coding, Sentences(30, 1)), Text(coding, Sentences(50, 2)));
        var once = new TextMeter { Reference = reference }.Measure(text);
        var again = new TextMeter { Reference = reference, Threads = 2 }.Measure(text);
        Assert.Equal(once.Rows, again.Rows);
        Assert.Equal(once.Warnings, again.Warnings);
    }

    public static TheoryData<string[]> Odd => new()
    {
        Array.Empty<string>(), new[] { "" }, new[] { "a" }, new[] { "ab" }, new[] { "abcdefg" }, new[] { "", "", "" }, new[] { " \n " },
        new[] { new string('a', 20_000) },
        new[] { string.Concat(Enumerable.Range(0x4E00, 3000).Select(value => (char)value)) },
        new[] { "e\u0301\U0001F600\U0001F468\u200D\U0001F469", "na\u00EFve \U0001D518\U0001D518" },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public void Odd_texts_give_values_or_reasons_in_every_unit(string[] documents)
    {
        foreach (var unit in Enum.GetValues<TextUnit>())
            foreach (var reference in new string[][] { [], ["some real text"], documents })
            {
                var coding = new TextCoding(unit);
                var text = Text(coding, documents);
                foreach (var row in new TextMeter { Reference = Text(coding, reference) }.Measure(text).Rows)
                    Assert.True(row.Value.IsDefined ? !double.IsNaN(row.Value.Value) : row.Note.Contains("undefined: "), row.ToString());
            }
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public void Odd_texts_give_values_or_reasons_under_a_model(string[] documents)
    {
        var (_, model) = Model();
        var rows = new TextMeter { Model = model }.Measure(Text(new(TextUnit.Scalar), documents)).Rows;
        Assert.All(rows, row => Assert.True(row.Value.IsDefined || row.Note.Contains("undefined: "), row.ToString()));
    }

    [Fact]
    public void Comparisons_at_unequal_sizes_are_made_at_equal_size_and_the_metrics_that_would_have_misled_are_named()
    {
        var coding = new TextCoding(TextUnit.Scalar);
        var all = Sentences(400, 3);
        var measured = new TextMeter { Reference = Text(coding, all), Intervals = false }.Measure(Text(coding, all[..20]));
        var row = measured.Rows.Single(one => one.Id == "distinct_4");
        Assert.Equal(row.Value, row.Reference);
        Assert.Contains("at ", row.Note);
        Assert.Contains(measured.Warnings, warning => warning.Sentence.StartsWith("distinct_4 would have misled", StringComparison.Ordinal));
    }

    [Fact]
    public void Intervals_contain_the_value_and_a_single_document_has_none_with_a_reason()
    {
        var many = new TextMeter().Measure(Text(new(TextUnit.Scalar), Sentences(60, 4)));
        foreach (var id in new[] { "distinct_4", "entropy_3", "seq_rep_4", "duplicate_coverage_20" })
        {
            var row = many.Rows.Single(one => one.Id == id);
            Assert.InRange(row.Value.Value, row.Lower.Value, row.Upper.Value);
            Assert.True(row.Lower.Value < row.Upper.Value);
        }
        var one = new TextMeter().Measure(Text(new(TextUnit.Scalar), Sentences(1, 4))).Rows.Single(row => row.Id == "distinct_4");
        Assert.False(one.Lower.IsDefined);
        Assert.Contains("no interval: ", one.Note);
    }

    [Fact]
    [Trait("Category", "Long")]
    public void Real_text_lies_beyond_the_noise_floor_of_real_text_in_one_of_twenty_texts_not_in_half_of_them()
    {
        const int texts = 40;
        var coding = new TextCoding(TextUnit.Scalar);
        var (diverging, uncovered) = (0, 0);
        for (var seed = 0; seed < texts; seed++)
        {
            var rows = new TextMeter { Reference = Text(coding, Sentences(60, 1000 + seed)), Random = new(seed, "floor", 0) }
                .Measure(Text(coding, Sentences(30, 2000 + seed))).Rows.ToDictionary(row => row.Id);
            var (divergence, recall) = (rows["jensen_shannon_2"], rows["mass_recall_3"]);
            diverging += divergence.Value.Value > divergence.Reference.Value ? 1 : 0;
            uncovered += recall.Value.Value < recall.Reference.Value ? 1 : 0;
        }
        var most = 0.05 + 3 * Math.Sqrt(0.05 * 0.95 / texts);
        Assert.InRange(diverging / (double)texts, 0, most);
        Assert.InRange(uncovered / (double)texts, 0, most);
    }

    [Fact]
    [Trait("Category", "Long")]
    public void The_standard_error_of_a_comparison_holds_for_both_texts()
    {
        const int studies = 40;
        var coding = new TextCoding(TextUnit.Scalar);
        var measured = Enumerable.Range(0, studies)
            .Select(seed => new TextMeter { Reference = Text(coding, Sentences(60, 3000 + seed)), Random = new(seed, "error", 0) }
                .Measure(Text(coding, Sentences(60, 4000 + seed))).Rows.ToDictionary(row => row.Id))
            .ToList();
        foreach (var id in new[] { "jensen_shannon_2", "mass_recall_3", "support_recall_3" })
        {
            var rows = measured.ConvertAll(one => one[id]);
            var mean = rows.Average(row => row.Value.Value);
            var truth = Math.Sqrt(rows.Sum(row => (row.Value.Value - mean) * (row.Value.Value - mean)) / (studies - 1));
            var errors = rows.Average(row => (row.Upper.Value - row.Lower.Value) / 2 / 1.959964);
            Assert.InRange(errors / truth, 0.75, 1.7);
        }
    }

    [Fact]
    public void Extremes_have_no_interval()
    {
        var coding = new TextCoding(TextUnit.Scalar);
        var measured = new TextMeter { Reference = Text(coding, Sentences(40, 6)) }.Measure(Text(coding, Sentences(40, 7)));
        foreach (var id in new[] { "longest_repeat", "most_repeated_10", "longest_copy" })
            Assert.False(measured.Rows.Single(row => row.Id == id).Lower.IsDefined);
    }

    [Fact]
    public void Progress_rises_to_all_that_is_to_be_done()
    {
        var told = new Told();
        new TextMeter { Progress = told }.Measure(Text(new(TextUnit.Scalar), Sentences(30, 4)));
        Assert.True(told.Shares.Count > 10);
        Assert.Equal(told.Shares.Order(), told.Shares);
        Assert.Equal(1, told.Shares[^1], 12);
    }

    private sealed class Told : IProgress<double>
    {
        public List<double> Shares { get; } = [];

        public void Report(double value) => Shares.Add(value);
    }

    [Fact]
    public void The_unit_says_what_is_counted()
    {
        double Types(TextUnit unit) => Value(new TextMeter { Intervals = false }.Measure(Text(new(unit), "\U0001F600e\u0301")), "types_1").Value;
        Assert.Equal((3, 7, 4), (Types(TextUnit.Scalar), Types(TextUnit.Byte), Types(TextUnit.Utf16)));
    }

    [Fact]
    public void Every_definition_says_what_it_is()
    {
        foreach (var metric in MetricCatalogue.All)
            Assert.All([metric.Id, metric.Unit, metric.Question, metric.Formula, metric.Source, metric.Cost, metric.Validity],
                text => Assert.NotEmpty(text));
        var columns = MetricCatalogue.All.SelectMany(metric => metric.Columns).ToList();
        Assert.Equal(columns.Count, columns.Distinct().Count());
        Assert.All(columns, column => Assert.Matches("^[a-z0-9_]+$", column));
        Assert.Equal("distinct_{n}", MetricCatalogue.Find("distinct_3")!.Id);
    }

    [Fact]
    public void A_model_of_the_reference_is_not_compared_on_what_it_read()
    {
        var corpus = Model().Corpus;
        var reference = MeasuredText.Of(corpus);
        var learned = new List<int>();
        var measured = new TextMeter { Reference = reference, Learn = Learn, Intervals = false }.Measure(reference);
        Assert.Equal([corpus.Documents.Count, (corpus.Documents.Count + 1) / 2], learned);
        Assert.True(Value(measured, "bpc").Value < measured.Rows.Single(row => row.Id == "bpc").Reference.Value);
        Assert.False(Value(measured, "bpc_reference").IsDefined);

        ILanguageModel Learn(IReadOnlyList<int> documents)
        {
            learned.Add(documents.Count);
            return new NgramTrainer(new()).Train(new TrainingTask { Corpus = new(corpus.Alphabet, [.. documents.Select(d => corpus.Documents[d])]), Validation = new(corpus.Alphabet, []), Random = new(1, "test", 0) }).Model;
        }
    }

    [Fact]
    public void No_interval_leaves_the_range_of_its_metric_and_a_missing_noise_floor_has_its_reason()
    {
        var coding = new TextCoding(TextUnit.Scalar);
        var measured = new TextMeter { Reference = Text(coding, Sentences(40, 6)) }.Measure(Text(coding, Sentences(40, 7)));
        Assert.All(measured.Rows.Where(row => row.Lower.IsDefined && row.Unit.StartsWith("share", StringComparison.Ordinal)), row => Assert.True(row.Lower.Value >= 0 && row.Upper.Value <= 1, row.ToString()));
        Assert.True(measured.Rows.Single(row => row.Id == "jensen_shannon_4").Reference.IsDefined);
        var single = new TextMeter { Reference = Text(coding, Sentences(1, 6)) }.Measure(Text(coding, Sentences(40, 7)));
        Assert.Contains("no noise floor: one document of the reference cannot be split", single.Rows.Single(row => row.Id == "jensen_shannon_4").Note);
    }

    [Fact]
    public void The_entropy_of_a_known_alphabet_is_there_for_bytes_alone()
    {
        foreach (var unit in Enum.GetValues<TextUnit>())
            Assert.Equal(unit == TextUnit.Byte, Value(new TextMeter { Intervals = false }.Measure(Text(new(unit), Sentences(5, 8))), "entropy_nsb_1").IsDefined);
    }

    [Fact]
    public void Neighbours_of_half_the_reference_precision_is_full_and_recall_is_not()
    {
        var coding = new TextCoding(TextUnit.Scalar);
        string[] modes = [.. Enumerable.Range(0, 60).Select(d => string.Concat(Enumerable.Range(0, 200).Select(i => d % 2 == 0 ? (char)('a' + (d + i * i) % 7) : (char)('p' + (d + i * i * i) % 7))))];
        var text = Text(coding, [.. Enumerable.Range(0, 60).Select(d => modes[d / 2 * 2])]);
        var measured = new TextMeter { Reference = Text(coding, modes), All = true, Intervals = false }.Measure(text);
        Assert.Equal(1, Value(measured, "knn_precision").Value, 12);
        Assert.Equal(0.5, Value(measured, "knn_recall").Value, 12);
    }
}
