using Microsoft.ML;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Loops;
using TextCollapse.Metrics.Model;
using TextCollapse.MLNet.Tests.Support;

namespace TextCollapse.MLNet.Tests.Evaluation;

public class EvaluatorTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(4, 3)]
    public void The_metrics_are_the_library_s_to_the_last_bit(int threads, int batchSize)
    {
        string[] texts =
            [.. Enumerable.Range(0, 20).Select(i => Made.Prose(60, i)), "", "ab", "so on and so on and so on and so on and so on"];
        var corpus = Made.Corpus(texts);
        var model = Made.Model(new(corpus.Alphabet, [.. corpus.Documents.Take(10)]));
        var fit = new TextLikelihood(model.Score(corpus.Documents, 1));
        var spectra = NgramSpectra.Of(corpus.Documents);
        var tools = _ml.TextCollapse(threads, batchSize);
        foreach (var data in new[] { Rows(texts), tools.LoadFromCorpus(corpus, "Text") })
        {
            var metrics = tools.Evaluate(tools.Perplexity(model, "Text").Fit(data).Transform(data));
            Assert.Equal((texts.Length, corpus.Characters), (metrics.Documents, metrics.Characters));
            Assert.Equal(fit.Perplexity.Value, metrics.Perplexity);
            Assert.Equal(fit.BitsPerCharacter.Value, metrics.BitsPerCharacter);
            Assert.Equal(fit.ZeroProbabilityShare.Value, metrics.ZeroProbabilityShare);
            Assert.Equal(Orders(order => spectra[order].TypeTokenRatio.Value), metrics.Distinct);
            Assert.Equal(Orders(order => spectra[order].PlugInEntropy.Value), metrics.Entropy);
            Assert.Equal(RepetitionRates.SequenceRepetition(corpus.Documents, 4).Value, metrics.SequenceRepetition);
            Assert.Equal(RepeatedSubstrings.Of(corpus.Documents).CoveredShare(50).Value, metrics.DuplicateCoverage);
            Assert.Equal(1.0 / texts.Length, metrics.TerminalLoopShare);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void The_n_grams_are_those_that_ML_NET_s_ProduceNgrams_counts(int order)
    {
        string[] texts =
            [.. Enumerable.Range(0, 9).Select(i => Made.Prose(40, i).Replace("🐦", "bird", StringComparison.Ordinal)), "", "ab"];
        var independent = IndependentCounts.Spectrum(texts, order);
        Assert.Equal(independent.Classes, NgramSpectra.Of(Made.Corpus(texts).Documents)[order].Classes);
        var metrics = _ml.TextCollapse().Evaluate(Rows(texts), negativeLogLikelihoodColumnName: null);
        Assert.Equal(independent.TypeTokenRatio.Value, metrics.Distinct[order - 1]);
        Assert.Equal(independent.PlugInEntropy.Value, metrics.Entropy[order - 1]);
    }

    [Fact]
    public void Without_likelihoods_perplexity_alone_is_left_out()
    {
        var metrics = _ml.TextCollapse().Evaluate(Rows("to be or not to be"), "Text", negativeLogLikelihoodColumnName: null);
        Assert.All([metrics.Perplexity, metrics.BitsPerCharacter, metrics.ZeroProbabilityShare], value => Assert.True(double.IsNaN(value)));
        Assert.True(metrics.SequenceRepetition > 0 && metrics.Entropy[0] > 1);
    }

    [Fact]
    public void No_rows_and_no_characters_have_no_values()
    {
        foreach (var data in new[] { Rows(), Rows("", null) })
        {
            var metrics = _ml.TextCollapse().Evaluate(data, "Text", null);
            Assert.Equal(0, metrics.Characters);
            double[] values = [.. metrics.Distinct, .. metrics.Entropy, metrics.SequenceRepetition, metrics.DuplicateCoverage];
            Assert.All(values, value => Assert.True(double.IsNaN(value)));
        }
    }

    [Fact]
    public void Missing_columns_and_columns_of_another_type_are_named()
    {
        var tools = _ml.TextCollapse();
        Assert.Contains("Perplexity first", Assert.Throws<InputException>(() => tools.Evaluate(Rows("a"))).Message);
        Assert.Contains("vector of Double", Assert.Throws<InputException>(() => tools.Evaluate(Rows("a"), "Text", "Text")).Message);
        Assert.Contains("the data have Text", Assert.Throws<InputException>(() => tools.Evaluate(Rows("a"), "Txt", null)).Message);
        Assert.Throws<InputException>(() => tools.Evaluate(Rows("a"), "Text", null, repetitionOrder: 0));
    }

    private static double[] Orders(Func<int, double> value) => [.. Enumerable.Range(1, NgramSpectra.Orders).Select(value)];

    private IDataView Rows(params string?[] texts) => _ml.Data.LoadFromEnumerable(texts.Select(text => new Row { Text = text }));

    private sealed class Row
    {
        public string? Text { get; set; }
    }
}
