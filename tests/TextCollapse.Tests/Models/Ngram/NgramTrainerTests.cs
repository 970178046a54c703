using TextCollapse.Models;
using TextCollapse.Models.Ngram;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Models.Ngram;

public class NgramTrainerTests
{
    [Fact]
    public void An_empty_corpus_is_refused()
        => Assert.Contains("is empty", Refusal([], 3), StringComparison.Ordinal);

    [Fact]
    public void A_corpus_shorter_than_one_n_gram_is_refused_with_both_lengths()
    {
        var message = Refusal([0, 1], 3);
        Assert.Contains("2 characters", message, StringComparison.Ordinal);
        Assert.Contains("order 3", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_are_refused_with_every_problem()
    {
        var error = Assert.Throws<InputException>(() => new NgramTrainer(new() { Order = 13, Smoothing = NgramSmoothing.AddAlpha, Alpha = 0 }));
        Assert.Equal(["model.order", "model.alpha"], error.Problems.Select(problem => problem.Place));
    }

    [Fact]
    public void A_model_to_start_from_is_refused()
    {
        var corpus = NgramTexts.Corpus(2, [0, 1, 0, 1]);
        var task = new TrainingTask { Corpus = corpus, Validation = corpus, Random = new RandomKey(1, "", 0), Start = NgramTexts.Train(corpus, new() { Order = 2 }) };
        Assert.Contains("scratch", Assert.Throws<InputException>(() => new NgramTrainer(new() { Order = 2 }).Train(task)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_stops_the_count()
    {
        var corpus = NgramTexts.Corpus(2, [0, 1, 0, 1]);
        var task = new TrainingTask { Corpus = corpus, Validation = corpus, Random = new RandomKey(1, "", 0) };
        Assert.ThrowsAny<OperationCanceledException>(() => new NgramTrainer(new() { Order = 2 }).Train(task, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Names_of_smoothings_are_read_back()
    {
        foreach (var smoothing in NgramTexts.Smoothings)
        {
            Assert.True(NgramOptions.TryParseSmoothing(new NgramOptions { Smoothing = smoothing }.SmoothingName, out var parsed));
            Assert.Equal(smoothing, parsed);
        }
        Assert.False(NgramOptions.TryParseSmoothing("katz", out _));
    }

    private static string Refusal(ushort[] text, int order)
        => Assert.Throws<InputException>(() => NgramTexts.Train(NgramTexts.Corpus(2, text), new() { Order = order })).Message;
}
