using TextCollapse.Corpora;
using TextCollapse.Metrics.Detection;
using TextCollapse.MLNet.Tests.Support;
using Xunit.Abstractions;

namespace TextCollapse.MLNet.Tests.Detection;

public class MLNetDetectorTests(ITestOutputHelper output)
{
    [Fact]
    public void The_library_s_detector_and_ML_NET_s_give_the_same_log_odds()
    {
        var (real, written) = RealAndWritten(generations: 1);
        var (library, mlnet) = (new LogisticDetector(3).Fit(real[..10], written[..10]).Score([.. real[10..], .. written[10..20]]), new MLNetDetector(3).Fit(real[..10], written[..10]).Score([.. real[10..], .. written[10..20]]));
        var scale = library.Max(Math.Abs);
        output.WriteLine($"log-odds up to {scale:F3}, largest difference {library.Zip(mlnet).Max(pair => Math.Abs(pair.First - pair.Second)):E2}");
        Assert.All(library.Zip(mlnet), pair => Assert.Equal(pair.First, pair.Second, 0.01 * scale));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Both_detectors_give_the_same_area_under_the_curve(int generations)
    {
        var (real, written) = RealAndWritten(generations);
        var (library, mlnet) = (DetectorTest.Of(new LogisticDetector(), real, written), DetectorTest.Of(new MLNetDetector(), real, written));
        output.WriteLine($"{library.Auc} and {mlnet.Auc}");
        Assert.Equal(library.Auc.Value, mlnet.Auc.Value, 0.01);
    }

    [ShakespeareFact]
    public void Real_cannot_be_told_from_real_but_late_generations_can()
    {
        var documents = Made.Corpus(DocumentCutter.Cut(File.ReadAllText(ShakespeareFactAttribute.Path!), 1500));
        // Every other document, so that both halves are spread alike over the plays.
        Document[] held = [.. documents.Documents.Where((_, i) => i % 10 == 0).Take(60)], other = [.. documents.Documents.Where((_, i) => i % 10 == 5).Take(60)];
        var read = new Corpus(documents.Alphabet, [.. documents.Documents.Where((_, i) => i % 5 != 0).Take(150)]);
        var text = read;
        for (var generation = 0; generation <= 4; generation++)
            text = Made.Generate(Made.Model(text, 5), read.Characters, generation, temperature: 0.8, length: 1500);
        foreach (var detector in new IDetector[] { new LogisticDetector(), new MLNetDetector() })
        {
            var none = DetectorTest.Of(detector, held, other);
            output.WriteLine($"{detector.Name}: real against real {none.Auc} [{none.Lower}, {none.Upper}], p {none.Answers.ExactP}");
            Assert.InRange(0.5, none.Lower.Value, none.Upper.Value);
            var test = DetectorTest.Of(detector, held, text.Documents);
            output.WriteLine($"generation 4: {test.Auc} [{test.Lower}, {test.Upper}], p {test.Answers.ExactP}");
            Assert.True(test.Lower.Value > 0.8 && test.Answers.ExactP.Value < 1e-6);
        }
    }

    [Fact]
    public void One_class_alone_is_refused()
    {
        var (real, _) = RealAndWritten(1);
        Assert.Contains("no written document", Assert.Throws<InputException>(() => new MLNetDetector().Fit(real, [])).Message);
        Assert.Contains("no real document", Assert.Throws<InputException>(() => new MLNetDetector().Fit([new Document(Array.Empty<ushort>(), default)], real)).Message);
    }

    private static (Document[] Real, Document[] Generated) RealAndWritten(int generations)
    {
        var real = Made.Corpus(Enumerable.Range(0, 60).Select(i => Made.Prose(60, i)));
        var text = new Corpus(real.Alphabet, [.. real.Documents.Take(40)]);
        for (var generation = 0; generation < generations; generation++)
            text = Made.Generate(Made.Model(text, 3), 10_000, generation, length: 300);
        return ([.. real.Documents.Skip(40)], [.. text.Documents]);
    }
}
