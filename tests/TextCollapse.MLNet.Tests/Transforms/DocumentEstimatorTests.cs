using Microsoft.ML;
using Microsoft.ML.Data;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Loops;
using TextCollapse.Metrics.Model;
using TextCollapse.MLNet.Tests.Support;
using TextCollapse.Models;

namespace TextCollapse.MLNet.Tests.Transforms;

public class DocumentEstimatorTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_prediction_engine_gives_the_library_s_numbers()
    {
        var corpus = Made.Corpus(Enumerable.Range(0, 5).Select(i => Made.Prose(60, i)));
        var model = Made.Model(corpus);
        var text = Made.Prose(80, 9) + "and the sea and the sea and the sea and the sea and the sea and the sea";
        var tools = _ml.TextCollapse();
        var fitted = tools.Perplexity(model, "Text").Append(tools.Repetition("Text", duplicateLength: 10))
            .Append(tools.Diversity("Text")).Fit(Rows(""));
        var engine = _ml.Model.CreatePredictionEngine<Row, Measured>(fitted);
        Assert.Equal(1, engine.Predict(new Row { Text = "aaa" }).Distinct[2]);
        var row = engine.Predict(new Row { Text = text });
        Document[] document = [new(corpus.Alphabet.Encode(text, out _), default)];
        var expected = new TextLikelihood(model.Score(document, 1));
        Assert.Equal(expected.BitsPerCharacter.Value, row.BitsPerCharacter);
        Assert.Equal(expected.Perplexity.Value, row.Perplexity);
        Assert.Equal(model.Score(document, 1)[0], row.NegativeLogLikelihood);
        Assert.Equal(RepetitionRates.SequenceRepetition(document, 4).Value, row.SequenceRepetition);
        Assert.Equal(RepeatedSubstrings.Of(document).CoveredShare(10).Value, row.DuplicateCoverage);
        Assert.Equal(12, row.TerminalLoopPeriod);
        Assert.Equal(Periodicity.TerminalLoop(document[0].Symbols.Span)!.Value.Span / (double)document[0].Length, row.TerminalLoopShare);
        var spectra = NgramSpectra.Of(document);
        for (var order = 1; order <= NgramSpectra.Orders; order++)
        {
            Assert.Equal(spectra[order].TypeTokenRatio.Value, row.Distinct[order - 1]);
            Assert.Equal(spectra[order].PlugInEntropy.Value, row.Entropy[order - 1]);
        }
    }

    [Fact]
    public void Null_and_empty_texts_have_no_value_and_characters_outside_the_alphabet_are_counted()
    {
        var tools = _ml.TextCollapse();
        var data = Rows(null, "", "ab?b");
        var measured = tools.Perplexity(Made.Model(Made.Corpus(["abab"]), 1), "Text")
            .Append(tools.Repetition("Text")).Append(tools.Diversity("Text")).Fit(data).Transform(data);
        var perplexity = measured.GetColumn<double>("Perplexity").ToArray();
        Assert.True(double.IsNaN(perplexity[0]) && double.IsNaN(perplexity[1]) && double.IsFinite(perplexity[2]));
        Assert.Equal([double.NaN, double.NaN, 0.25], measured.GetColumn<double>("OutOfVocabularyShare"));
        Assert.Equal([double.NaN, double.NaN, 0], measured.GetColumn<double>("SequenceRepetition"));
        Assert.Equal([double.NaN, double.NaN, 0], measured.GetColumn<double>("DuplicateCoverage"));
        Assert.Equal([double.NaN, double.NaN, 0.75], measured.GetColumn<double[]>("Distinct").Select(distinct => distinct[0]));
        Assert.Equal([0, 0, 3], measured.GetColumn<double[]>("NegativeLogLikelihood").Select(row => row.Length));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(7, 1)]
    [InlineData(1000, 4)]
    public void Batches_and_threads_change_nothing_and_other_columns_keep_to_their_rows(int batchSize, int threads)
    {
        string[] texts = [.. Enumerable.Range(0, 14).Select(i => Made.Prose(20 + i, i)), ""];
        var model = Made.Model(Made.Corpus(texts));
        var data = _ml.Data.LoadFromEnumerable(texts.Select((text, i) => new Row { Text = text, Number = i, Vector = [i, 0, -i] }));
        var tools = _ml.TextCollapse(threads, batchSize);
        var measured = tools.Perplexity(model, "Text").Append(tools.Repetition("Text")).Append(tools.Diversity("Text"))
            .Fit(data).Transform(data);
        var rows = _ml.Data.CreateEnumerable<Measured>(measured, reuseRowObject: false).ToArray();
        Assert.Equal(texts.Length, rows.Length);
        for (var i = 0; i < texts.Length; i++)
        {
            Assert.Equal((texts[i], i), (rows[i].Text, rows[i].Number));
            Assert.Equal([i, 0, -i], rows[i].Vector);
            Document[] document = [new(model.Alphabet.Encode(texts[i], out _), default)];
            Assert.Equal(model.Score(document, 1)[0], rows[i].NegativeLogLikelihood);
            Assert.Equal(RepetitionRates.SequenceRepetition(document, 4).OrNaN, rows[i].SequenceRepetition);
        }
        Assert.Equal(Enumerable.Range(0, texts.Length), measured.GetColumn<int>("Number"));
    }

    [Fact]
    public void Measured_data_go_through_ML_NET_s_own_transforms_caches_and_splits()
    {
        var data = Rows([.. Enumerable.Range(0, 40).Select(i => Made.Prose(20, i))]);
        var tools = _ml.TextCollapse(batchSize: 7);
        var measured = tools.Repetition("Text").AppendCacheCheckpoint(_ml)
            .Append(_ml.Transforms.Concatenate("All", "SequenceRepetition", "DuplicateCoverage"))
            .Fit(data).Transform(_ml.Data.ShuffleRows(data, seed: 3));
        var split = _ml.Data.TrainTestSplit(measured, testFraction: 0.3);
        var count = split.TrainSet.GetColumn<double[]>("All").Count() + split.TestSet.GetColumn<double[]>("All").Count();
        Assert.Equal(40, count);
        var five = _ml.Data.TakeRows(_ml.Data.FilterRowsByMissingValues(measured, "SequenceRepetition"), 5);
        Assert.Equal(5, five.GetColumn<double>("SequenceRepetition").Count());
    }

    [Fact]
    public void A_corpus_is_measured_as_its_texts_are_and_another_alphabet_is_encoded_again()
    {
        string[] texts = [Made.Prose(60, 1), "", Made.Prose(30, 2)];
        var (corpus, other) = (Made.Corpus(texts), Made.Corpus([.. texts, "ABCXYZ0123456789"]));
        var model = Made.Model(corpus);
        var expected = Numbers(Rows(texts), "Text", model);
        Assert.Equal(expected, Numbers(_ml.TextCollapse().LoadFromCorpus(corpus, "Text"), "Text", model));
        var encodedOtherwise = new Corpus(other.Alphabet, [.. other.Documents.Take(3)]);
        Assert.Equal(expected, Numbers(_ml.TextCollapse().LoadFromCorpus(encodedOtherwise, "Text"), "Text", model));
    }

    [Fact]
    public void Data_without_rows_give_data_without_rows()
    {
        var data = Rows();
        Assert.Empty(_ml.TextCollapse().Repetition("Text").Fit(data).Transform(data).GetColumn<double>("SequenceRepetition"));
        var model = Made.Model(Made.Corpus(["abab"]), 1);
        Assert.Empty(_ml.TextCollapse().Perplexity(model, "Text").Fit(data).Transform(data).GetColumn<double>("Perplexity"));
    }

    [Fact]
    public void A_missing_column_and_a_column_of_numbers_are_named()
    {
        var tools = _ml.TextCollapse();
        Assert.Contains("the data have Text", Assert.Throws<InputException>(() => tools.Repetition("Txt").Fit(Rows("a"))).Message);
        var numbers = _ml.Data.LoadFromEnumerable([new NotText { Text = 1 }]);
        Assert.Contains("Single", Assert.Throws<InputException>(() => tools.Repetition("Text").Fit(numbers)).Message);
        Assert.Contains("Single", Assert.Throws<InputException>(() => tools.Repetition("Text").Fit(Rows("a")).Transform(numbers)).Message);
        // In a chain of estimators the shape of the schema is checked before anything is fitted.
        var chain = tools.Repetition("Text").Append(tools.Repetition("SequenceRepetition", "again"));
        Assert.Contains("Double", Assert.Throws<InputException>(() => chain.Fit(Rows("a"))).Message);
        var vector = tools.Diversity("Text").Append(tools.Repetition("Distinct", "again"));
        Assert.Contains("vectors of Double", Assert.Throws<InputException>(() => vector.Fit(Rows("a"))).Message);
        Assert.Throws<InputException>(() => tools.Repetition("Text", order: 0));
        Assert.Throws<InputException>(() => tools.DetectorFeatures("Ngrams", "Text", 11));
        Assert.Contains("batchSize 0", Assert.Throws<InputException>(() => _ml.TextCollapse(batchSize: 0)).Message);
    }

    private double[] Numbers(IDataView data, string column, ILanguageModel model)
    {
        var tools = _ml.TextCollapse();
        var measured = tools.Perplexity(model, column).Append(tools.Repetition(column)).Append(tools.Diversity(column))
            .Fit(data).Transform(data);
        return
        [
            .. measured.GetColumn<double[]>("NegativeLogLikelihood").SelectMany(row => row), .. measured.GetColumn<double>("Perplexity"),
            .. measured.GetColumn<double>("SequenceRepetition"), .. measured.GetColumn<double>("DuplicateCoverage"),
            .. measured.GetColumn<double[]>("Distinct").SelectMany(row => row),
            .. measured.GetColumn<double[]>("Entropy").SelectMany(row => row),
        ];
    }

    private IDataView Rows(params string?[] texts) => _ml.Data.LoadFromEnumerable(texts.Select(text => new Row { Text = text }));

    private sealed class Row
    {
        public string? Text { get; set; }

        public int Number { get; set; }

        [VectorType(3)]
        public float[] Vector { get; set; } = [0, 0, 0];
    }

    private sealed class NotText
    {
        public float Text { get; set; }
    }

    private sealed class Measured
    {
        public string? Text { get; set; }

        public int Number { get; set; }

        public float[] Vector { get; set; } = [];

        public double Perplexity { get; set; }

        public double BitsPerCharacter { get; set; }

        public double[] NegativeLogLikelihood { get; set; } = [];

        public double SequenceRepetition { get; set; }

        public double TerminalLoopPeriod { get; set; }

        public double TerminalLoopShare { get; set; }

        public double DuplicateCoverage { get; set; }

        public double[] Distinct { get; set; } = [];

        public double[] Entropy { get; set; } = [];
    }
}
