using TextCollapse.Corpora;
using TextCollapse.Metrics;
using TextCollapse.Metrics.Compatibility;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Coverage;
using TextCollapse.Metrics.Diversity;
using TextCollapse.Metrics.Model;
using TextCollapse.Models;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Ngram;
using TextCollapse.Models.Transformer;

namespace TextCollapse.Tests.Metrics;

/// <summary>The right values at ties, for equal inputs and where a formula as it is written cancels.</summary>
public class EdgeValueTests
{
    private static Measurement Value(string id, string[] text, string[]? reference = null, ILanguageModel? model = null)
    {
        var coding = new TextCoding(TextUnit.Scalar);
        return new TextMeter { Reference = reference is null ? null : MeasuredText.Of(reference, coding), Model = model, Intervals = false, All = id.StartsWith("knn", StringComparison.Ordinal) }
            .Measure(MeasuredText.Of(text, coding)).Rows.Single(row => row.Id == id).Value;
    }

    private static string[] Different(int words) => [string.Join(' ', Enumerable.Range(0, words).Select(word => $"w{word}"))];

    [Theory]
    [InlineData(new long[] { 1 })]
    [InlineData(new long[] { 1, 1 })]
    [InlineData(new long[] { 5, 3, 2, 7, 11, 1 })]
    public void Mauve_of_equal_histograms_is_1_and_the_frontier_integral_0(long[] counts)
    {
        long[] twice = [.. counts.Select(count => 2 * count)];
        Assert.Equal(1, MauveHistogram.Score(counts, twice).Value, 1e-6);
        Assert.Equal(0, MauveHistogram.FrontierIntegral(counts, twice).Value);
    }

    [Fact]
    public void Mauve_falls_from_1_to_its_floor_as_histograms_part()
    {
        double[] scores = [.. Enumerable.Range(0, 11).Select(k => MauveHistogram.Score([100, 0], [100 - 10 * k, 10 * k]).Value)];
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.Equal(11, scores.Distinct().Count());
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(-3e-5)]
    [InlineData(1e-8)]
    [InlineData(-1e-15)]
    public void Logarithms_and_powers_near_1_keep_their_digits(double x)
    {
        var (log, power) = (0.0, 0.0);
        for (int k = 30, sign = -1; k >= 1; k--, sign = -sign)
            log = (k % 2 == 1 ? 1.0 : -1.0) / k + x * log;
        for (var k = 30; k >= 1; k--)
            power = (1 + power) * x / k;
        Assert.Equal(1, SmallArguments.Log1p(x) / (x * log), 4e-16);
        Assert.Equal(1, SmallArguments.Expm1(x) / power, 4e-16);
    }

    [Fact]
    public void Logarithms_and_powers_far_from_1_are_the_ordinary_ones()
    {
        Assert.Equal((Math.Log(3.5), double.NegativeInfinity, 0), (SmallArguments.Log1p(2.5), SmallArguments.Log1p(-1), SmallArguments.Log1p(0)));
        Assert.Equal((-1, double.PositiveInfinity, 0), (SmallArguments.Expm1(double.NegativeInfinity), SmallArguments.Expm1(1000), SmallArguments.Expm1(0)));
        Assert.Equal(Math.Exp(3) - 1, SmallArguments.Expm1(3), 1e-13);
    }

    [Theory]
    [InlineData(1e6)]
    [InlineData(1e8)]
    [InlineData(1e12)]
    public void One_token_of_a_large_vocabulary_is_as_distinct_as_expected(double vocabulary)
        => Assert.Equal(1, ExpectationAdjustedDistinct.Of(1, vocabulary, 1).Value, 4e-16);

    [Fact]
    public void Words_that_are_all_different_are_all_distinct_and_have_no_D()
    {
        var text = Different(3000);
        Assert.Equal(1, Value("hdd_words", text).Value);
        Assert.Equal(1, Value("ttr_words", text).Value);
        Assert.Equal("no word occurs twice", Value("vocd_words", text).UndefinedBecause);
        Assert.Equal(0, Value("zipf_words", text).Value);
        Assert.Contains("Taylor", Value("taylor_exponent", text).UndefinedBecause, StringComparison.Ordinal);
    }

    [Fact]
    public void One_word_that_occurs_twice_among_many_gives_D_its_digits()
    {
        // Of one pair among n words: 1 − t = C(n − 2, m − 2)/C(n, m)/m = (m − 1)/(n(n − 1)).
        const double N = 1_000_000, M = 42;
        var spectrum = FrequencySpectrum.OfClasses([(1, (long)N - 2), (2, 1)]);
        var repeated = (M - 1) / (N * (N - 1));
        Assert.Equal(1, HypergeometricDiversity.Repeated(spectrum).Value / repeated, 1e-4);
        Assert.InRange(HypergeometricDiversity.Of(spectrum).Value, 1 - 1e-10, 1);
    }

    [Fact]
    public void Equal_documents_of_one_word_have_no_word_4_gram_to_share()
        => Assert.Equal("no document has 4 words", Value("self_repetition", [.. Enumerable.Repeat("word", 100)]).UndefinedBecause);

    [Fact]
    public void No_estimate_of_the_entropy_of_a_constant_text_is_below_0()
    {
        var spectrum = FrequencySpectrum.OfCounts([20_000]);
        foreach (var estimate in new[] { Value("entropy_grassberger_1", [new string('a', 20_000)]), EntropyEstimators.ChaoShen(spectrum), EntropyEstimators.ChaoWangJost(spectrum), EntropyEstimators.MillerMadow(spectrum) })
        {
            Assert.InRange(estimate.Value, 0, 1e-4);
            Assert.False(double.IsNegative(estimate.Value));
        }
    }

    [Fact]
    public void Density_of_equal_documents_counts_each_ball_by_what_it_holds()
        => Assert.Equal(100 / 99.0, Value("knn_density", [.. Enumerable.Repeat("some text", 100)], [.. Enumerable.Repeat("some text", 100)]).Value, 1e-12);

    [Fact]
    public void Zero_has_no_sign() => Assert.Equal("0", Measurement.Of(-0.0).ToString());

    [Theory]
    [InlineData("今天天气很好我们去公园散步吧", false)]
    [InlineData("きょうはとてもよいてんきです", false)]
    [InlineData("วันนี้อากาศดีมาก", false)]
    [InlineData("오늘은 날씨가 좋습니다", true)]
    [InlineData("сегодня хорошая погода", true)]
    [InlineData("the sign says 出口 and no more than that, in English", true)]
    public void Metrics_of_words_are_undefined_where_words_have_no_spaces_between_them(string line, bool hasWords)
    {
        string[] text = [.. Enumerable.Range(0, 20).Select(d => string.Join(' ', Enumerable.Repeat(line, 12)))];
        foreach (var id in new[] { "ttr_words", "mtld_words", "self_repetition", "gopher_top_2", "burstiness" })
        {
            var value = Value(id, text);
            Assert.True(value.IsDefined == hasWords, $"{id} is {value}");
            if (!hasWords)
                Assert.Contains("without spaces between words", value.UndefinedBecause, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Rouge_L_which_knows_a_to_z_alone_is_undefined_for_other_letters()
    {
        Assert.False(Value("homogenization_rouge_l", ["сегодня хорошая погода", "сегодня хорошая погода"]).IsDefined);
        Assert.Equal(1, Value("homogenization_rouge_l", ["le café est fermé aujourd'hui", "le café est fermé aujourd'hui"]).Value);
    }

    public static TheoryData<string> Kinds => ["ngram", "gru", "transformer"];

    private static ILanguageModel Model(string kind, string letters = "abcd ")
    {
        var alphabet = Alphabet.Parse(letters);
        var corpus = new Corpus(alphabet, [.. Enumerable.Range(0, 40).Select(d => new Document(Enumerable.Range(0, 60).Select(i => (ushort)((d + i * i) % alphabet.Size)).ToArray(), Provenance.Real("test")))]);
        var task = new TrainingTask { Corpus = corpus, Validation = corpus, Random = new(1, "test", 0) };
        var few = new TextCollapse.Models.Training.TrainingOptions { Steps = 2, Batch = 4, Sequence = 16 };
        return kind switch
        {
            "ngram" => new NgramTrainer(new NgramOptions { Order = 2 }).Train(task).Model,
            "gru" => new GruTrainer(new GruOptions { Hidden = 8, Embedding = 4 }, few).Train(task).Model,
            _ => new TransformerTrainer(new TransformerOptions { Layers = 1, Heads = 1, Width = 8, Context = 16 }, few).Train(task).Model,
        };
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_text_mostly_outside_the_alphabet_has_no_score_under_any_model(string kind)
    {
        var model = Model(kind);
        foreach (var id in new[] { "bpc", "bpc_document_50", "bits_per_byte", "perplexity", "predictive_entropy", "zero_probability_share" })
        {
            Assert.Contains("not in the model's alphabet", Value(id, ["XYZ ab", "QQQQ"], model: model).UndefinedBecause, StringComparison.Ordinal);
            Assert.True(Value(id, ["abcd abcd abcd X", "", "X", "abca bcab cabc abca bcab"], model: model).IsDefined, id);
        }
    }

    [Fact]
    public void Bits_per_byte_charge_for_the_bytes_of_the_characters_that_they_sum_over()
    {
        var model = Model("ngram", "a é");
        string[] text = ["aéa é aé aéa é", "éééa aaé aaé Xa"];
        var view = new ModelView(MeasuredText.Of(text, new TextCoding(TextUnit.Scalar)), model, 1);
        Assert.Equal(1, view.Outside);
        var bytes = text.Sum(one => System.Text.Encoding.UTF8.GetByteCount(one)) - 1;
        Assert.Equal(view.Likelihood.Nats / Math.Log(2) / bytes, Value("bits_per_byte", text, model: model).Value, 1e-12);
    }
}
