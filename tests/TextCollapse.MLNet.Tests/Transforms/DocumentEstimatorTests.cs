using Microsoft.ML;
using Microsoft.ML.Data;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Loops;
using TextCollapse.Metrics.Model;
using TextCollapse.MLNet.Tests.Support;

namespace TextCollapse.MLNet.Tests.Transforms;

public class DocumentEstimatorTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_prediction_engine_gives_the_library_s_perplexity_and_repetition()
    {
        var corpus = Made.Corpus(Enumerable.Range(0, 5).Select(i => Made.Prose(60, i)));
        var model = Made.Model(corpus);
        var text = Made.Prose(80, 9) + "and the sea and the sea and the sea and the sea and the sea and the sea";
        var tools = _ml.Transforms.TextCollapse();
        var fitted = tools.Perplexity(model, "Text").Append(tools.Repetition("Text", duplicateLength: 10)).Fit(Rows(""));
        var row = _ml.Model.CreatePredictionEngine<Row, Measured>(fitted).Predict(new Row { Text = text });
        Document[] document = [new(corpus.Alphabet.Encode(text, out _), default)];
        var expected = Perplexity.Of(model.Score(document, 1));
        Assert.Equal(expected.BitsPerCharacter.Value, row.BitsPerCharacter, 1e-9);
        Assert.Equal(expected.Micro.Value, row.Perplexity, 1e-9);
        Assert.Equal(RepetitionRates.SequenceRepetition(document, 4).Value, row.SequenceRepetition, 1e-12);
        Assert.Equal(RepeatedSubstrings.Of(document).CoveredShare(10).Value, row.DuplicateCoverage, 1e-12);
        var loop = Periodicity.TerminalLoop(document[0].Symbols.Span)!.Value;
        Assert.Equal(12, row.TerminalLoopPeriod);
        Assert.Equal(loop.Span / (double)document[0].Length, row.TerminalLoopShare, 1e-12);
    }

    [Fact]
    public void Null_and_empty_texts_have_no_value_and_characters_outside_the_alphabet_are_counted()
    {
        var tools = _ml.Transforms.TextCollapse();
        var data = Rows(null, "", "ab?b");
        var measured = tools.Perplexity(Made.Model(Made.Corpus(["abab"]), 1), "Text").Append(tools.Repetition("Text")).Fit(data).Transform(data);
        var perplexity = measured.GetColumn<double>("Perplexity").ToArray();
        Assert.True(double.IsNaN(perplexity[0]) && double.IsNaN(perplexity[1]) && double.IsFinite(perplexity[2]));
        Assert.Equal([double.NaN, double.NaN, 0.25], measured.GetColumn<double>("OutsideShare"));
        Assert.Equal([double.NaN, double.NaN, 0], measured.GetColumn<double>("SequenceRepetition"));
        Assert.Equal([double.NaN, double.NaN, 0], measured.GetColumn<double>("DuplicateCoverage"));
    }

    [Fact]
    public void Data_without_rows_give_data_without_rows()
    {
        var data = Rows();
        Assert.Empty(_ml.Transforms.TextCollapse().Repetition("Text").Fit(data).Transform(data).GetColumn<double>("SequenceRepetition"));
        Assert.False(NgramDiversity.Spectrum(_ml, data, "Text", 2).TypeTokenRatio.IsDefined);
        Assert.False(NgramDiversity.Spectrum(_ml, Rows(null, ""), "Text", 2).TypeTokenRatio.IsDefined);
    }

    [Fact]
    public void A_missing_column_and_a_column_of_numbers_are_named()
    {
        var tools = _ml.Transforms.TextCollapse();
        Assert.Contains("the data have Text", Assert.Throws<InputException>(() => tools.Repetition("Txt").Fit(Rows("a"))).Message);
        Assert.Contains("the data have Text", Assert.Throws<InputException>(() => NgramDiversity.Spectrum(_ml, Rows("a"), "Txt", 1)).Message);
        var numbers = _ml.Data.LoadFromEnumerable([new Numbers { Text = 1 }]);
        Assert.Contains("Single", Assert.Throws<InputException>(() => tools.Repetition("Text").Fit(numbers)).Message);
        // In a chain of estimators the shape of the schema is checked before anything is fitted.
        var chain = tools.Repetition("Text").Append(tools.Repetition("SequenceRepetition", "again"));
        Assert.Contains("Double", Assert.Throws<InputException>(() => chain.Fit(Rows("a"))).Message);
        Assert.Throws<InputException>(() => tools.Repetition("Text", order: 0));
        Assert.Throws<InputException>(() => tools.CharacterNgrams("Ngrams", "Text", 11));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void ML_NET_s_n_grams_add_up_to_the_library_s_spectrum(int order)
    {
        string[] texts = [.. Enumerable.Range(0, 9).Select(i => Made.Prose(40, i).Replace("🐦", "bird", StringComparison.Ordinal)), "", "ab"];
        var expected = NgramSpectra.Of(Made.Corpus(texts).Documents)[order];
        var found = NgramDiversity.Spectrum(_ml, Rows(texts), "Text", order);
        Assert.Equal(expected.Classes, found.Classes);
    }

    private IDataView Rows(params string?[] texts) => _ml.Data.LoadFromEnumerable(texts.Select(text => new Row { Text = text }));

    private sealed class Row
    {
        public string? Text { get; set; }
    }

    private sealed class Numbers
    {
        public float Text { get; set; }
    }

    private sealed class Measured
    {
        public double Perplexity { get; set; }

        public double BitsPerCharacter { get; set; }

        public double SequenceRepetition { get; set; }

        public double TerminalLoopPeriod { get; set; }

        public double TerminalLoopShare { get; set; }

        public double DuplicateCoverage { get; set; }
    }
}
