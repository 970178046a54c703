using TextCollapse.Chains;
using TextCollapse.Corpora;
using TextCollapse.MLNet.Tests.Support;
using TextCollapse.Models;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Training;
using TextCollapse.Randomness;

namespace TextCollapse.MLNet.Tests.Pipelines;

public class MLNetPipelineTests
{
    [ShakespeareFact]
    public void On_tiny_Shakespeare_both_pipelines_measure_the_same()
    {
        var documents = DocumentCutter.Cut(File.ReadAllText(ShakespeareFactAttribute.Path!)[..120_000]).ToArray();
        var all = Made.Corpus(documents);
        var training = new Corpus(all.Alphabet, [.. all.Documents.Skip(12)]);
        var real = Made.Real(training, new Corpus(all.Alphabet, [.. all.Documents.Take(12)]));
        var model = Made.Model(training, order: 6);
        AreEqual(real, model, model, training);
        AreEqual(real, model, Made.Model(Made.Written(model, 20_000, 1), 6), Made.Written(model, 60_000, 0, temperature: 0.8, length: 2000));
    }

    [Fact]
    public void On_written_text_with_characters_of_two_units_both_pipelines_measure_the_same()
    {
        var training = Made.Corpus(Enumerable.Range(0, 30).Select(i => Made.Prose(90, i)));
        var real = Made.Real(training, Made.Corpus(Enumerable.Range(100, 8).Select(i => Made.Prose(90, i)), training.Alphabet));
        var model = Made.Model(training);
        AreEqual(real, model, Made.Model(Made.Written(model, 4000, 1)), Made.Written(model, 9000, 0));
    }

    [Fact]
    public void Empty_and_short_documents_and_no_document_at_all_measure_the_same()
    {
        var training = Made.Corpus(["abcabc", "", "a", "abab"]);
        var real = Made.Real(training, training);
        var model = Made.Model(training, order: 2);
        AreEqual(real, model, model, training);
        AreEqual(real, model, model, new Corpus(training.Alphabet, []));
    }

    [Fact]
    public void A_neural_model_scores_the_same_document_by_document()
    {
        var corpus = Made.Corpus(Enumerable.Range(0, 6).Select(i => Made.Prose(60, i)));
        var model = new GruTrainer(new GruSettings { Hidden = 16, Embedding = 8 }, new TrainingSettings { Steps = 5, Batch = 4, Sequence = 16 }).Train(new TrainingTask
        {
            Corpus = corpus,
            Validation = new Corpus(corpus.Alphabet, []),
            Random = new RandomKey(1, "gru", 0),
        }).Model;
        var (library, mlnet) = (model.Score(corpus.Documents, 2), new MLNetPipeline().Score(model, corpus, 2));
        for (var i = 0; i < library.Length; i++)
            Assert.All(library[i].Zip(mlnet[i]), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    private static void AreEqual(RealText real, ILanguageModel first, ILanguageModel model, Corpus text)
    {
        var generation = new GenerationToMeasure(1, text, model, first, real.Training, real, Threads: 2) { EarlierRead = _ => real.Training };
        var library = new GenerationMeter(new(real)).Measure(generation);
        var mlnet = new GenerationMeter(new(real), new MLNetPipeline()).Measure(generation);
        Assert.Equal(library.Select(pair => pair.Key), mlnet.Select(pair => pair.Key));
        foreach (var ((id, expected), (_, actual)) in library.Zip(mlnet))
            Assert.True(expected.IsDefined == actual.IsDefined && (!expected.IsDefined || expected.Value == actual.Value || Math.Abs(expected.Value - actual.Value) <= 1e-9), $"{id}: {expected} and {actual}");
    }
}
