using TextCollapse.Corpora;
using TextCollapse.Experiments.Mitigations.Losses;
using TextCollapse.Metrics.Loops;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Training;
using TextCollapse.Models.Training.Losses;
using TextCollapse.Tests.Models.Training;

namespace TextCollapse.Tests.Mitigations;

public class UnlikelihoodTests
{
    private const int DocumentLength = 60;

    /// <summary>Twelve words of four letters, any of which may come next: what repeats itself could as well be another word.</summary>
    private static readonly Corpus Text = Words(12, documents: 150);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_written_after_a_training_with_unlikelihood_repeats_itself_less(int seed)
    {
        double plain = Repetition(new CrossEntropy(), seed), unlikely = Repetition(new Unlikelihood(20, 4), seed);
        Assert.True(unlikely < 0.9 * plain, $"seq-rep-4 is {plain:F3} without, {unlikely:F3} with");
    }

    private static double Repetition(ILoss loss, int seed)
    {
        var model = new GruTrainer(new GruOptions { Hidden = 48, Embedding = 8 }, new TrainingOptions { Steps = 300, Batch = 16, Sequence = DocumentLength, LearningRate = 1e-2, Loss = loss })
            .Train(new TrainingTask { Corpus = Text, Validation = new Corpus(Text.Alphabet, []), Random = new(seed, "unlikelihood", 0), Threads = 1 }).Model;
        var written = new Decoder(new DecodingOptions { Temperature = 0.7 }).Generate(model, new GenerationTask
        {
            Characters = 6_000,
            DocumentLength = DocumentLength,
            Random = new(seed, "unlikelihood", 1),
            Provenance = Provenance.Synthetic(0, "test"),
            Prompts = Text,
            Threads = 1,
        });
        return RepetitionRates.SequenceRepetition(written.Documents, 4).Value;
    }

    private static Corpus Words(int words, int documents)
    {
        var random = new Random(5);
        string[] lexicon = [.. Enumerable.Range(0, words).Select(_ => string.Concat(Enumerable.Range(0, 4).Select(_ => (char)('a' + random.Next(10)))) + " ")];
        return BatchSourceTests.Texts([.. Enumerable.Range(0, documents).Select(_ => string.Concat(Enumerable.Range(0, DocumentLength / 5).Select(_ => lexicon[random.Next(words)])))]);
    }
}
