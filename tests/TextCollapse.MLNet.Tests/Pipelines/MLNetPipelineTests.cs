using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Storage;
using TextCollapse.MLNet.Tests.Support;
using TextCollapse.Models;
using TextCollapse.Reporting;

using MeasuringPipelines = TextCollapse.Experiments.Measuring.Pipelines;

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
        var next = Made.Model(Made.Generate(model, 20_000, 1), 6);
        AreEqual(real, model, next, Made.Generate(model, 60_000, 0, temperature: 0.8, length: 2000));
    }

    [Fact]
    public void On_written_text_with_characters_of_two_units_both_pipelines_measure_the_same()
    {
        var training = Made.Corpus(Enumerable.Range(0, 30).Select(i => Made.Prose(90, i)));
        var real = Made.Real(training, Made.Corpus(Enumerable.Range(100, 8).Select(i => Made.Prose(90, i)), training.Alphabet));
        var model = Made.Model(training);
        AreEqual(real, model, Made.Model(Made.Generate(model, 4000, 1)), Made.Generate(model, 9000, 0));
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

    [Theory]
    [InlineData("ngram, order: 4")]
    [InlineData("gru, hidden: 16, engine: managed")]
    public void A_study_has_the_same_generations_csv_byte_for_byte(string model)
    {
        var study = $$"""
            corpus: { source: "grammar:stories", train: 12000, held_out: 3000, document_length: 200 }
            model: { kind: {{model}} }
            {{(model.StartsWith("gru", StringComparison.Ordinal) ? "training: { steps: 20, batch: 8, sequence: 32 }" : "")}}
            metrics: { detector: logistic, probes: "he|she" }
            generations: 2
            grid: { mixing.strategy: [replace, accumulate] }
            """;
        var library = GenerationsCsv(study, new MeasuringPipelines());
        Assert.Equal(library, GenerationsCsv(study, new MeasuringPipelines(new MLNetPipeline())));
        Assert.Contains("distinct_8,", library, StringComparison.Ordinal);
    }

    [Fact]
    public void Auto_measures_with_ML_NET_where_it_is_and_a_chain_says_so()
    {
        var auto = Settings("auto");
        Assert.Equal($"ML.NET {MLNetStatus.Here.Version}", new MeasuringPipelines(new MLNetPipeline()).Choose(auto).Name);
        Assert.Equal("the library's own counters", new MeasuringPipelines().Choose(auto).Name);
        Assert.Equal("the library's own counters", new MeasuringPipelines(new MLNetPipeline()).Choose(Settings("library")).Name);
        Assert.Contains("this build has no ML.NET", Assert.Throws<InputException>(
            () => new MeasuringPipelines().Choose(Settings("mlnet"))).Message);
        Assert.Contains("a file is missing. Use metrics.pipeline: library", Assert.Throws<InputException>(
            () => new MeasuringPipelines(unavailable: "a file is missing").Choose(Settings("mlnet"))).Message);
    }

    private static ArmOptions Settings(string pipeline) =>
        StudyPlan.Of(StudyReader.Read($"model: {{ kind: ngram }}\nmetrics: {{ pipeline: {pipeline} }}", "study")).Arms[0].Options;

    private static string GenerationsCsv(string study, MeasuringPipelines pipelines)
    {
        var path = Directory.CreateTempSubdirectory("pipeline").FullName;
        try
        {
            using var folder = RunFolder.Open(Path.Combine(path, "run"), StudyPlan.Of(StudyReader.Read(study, "study")), study);
            Assert.Empty(new StudyRun(folder, new ChainFactory(new Engines(), pipelines)).Run(2, 2));
            ResultFiles.Write(folder);
            return File.ReadAllText(folder.PathOf("generations.csv"));
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static void AreEqual(RealText real, ILanguageModel first, ILanguageModel model, Corpus text)
    {
        var generation = new GenerationToMeasure(1, text, model, first, real.Training, real, Threads: 2)
        {
            EarlierRead = _ => real.Training,
        };
        var library = new GenerationMeter(new(real)).Measure(generation);
        var mlnet = new GenerationMeter(new(real), new MLNetPipeline()).Measure(generation);
        Assert.Equal(library.Select(pair => pair.Key), mlnet.Select(pair => pair.Key));
        foreach (var ((id, expected), (_, actual)) in library.Zip(mlnet))
            Assert.True(expected.Equals(actual), $"{id}: {expected} and {actual}");
    }
}
