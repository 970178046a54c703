using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Models.Ngram;
using TextCollapse.Randomness;
using TextCollapse.Tests;

namespace TextCollapse.Benchmarks;

/// <summary>
/// N-gram models of order 6 on 20 MB of text, on two threads. The text is drawn from a Witten–Bell model of lower order of tiny Shakespeare (order 4 is the
/// harder case: it writes two and a half times as many different 6-grams as order 6), because copies of one text would hold no new n-grams. The mean is per character.
/// </summary>
[SimpleJob(RunStrategy.Monitoring, warmupCount: 1, iterationCount: 5, invocationCount: 1)]
public class NgramBenchmarks
{
    private const int Characters = 20_000_000, Streams = 64, Threads = 2;

    private Corpus _corpus = null!;
    private NgramModel _model = null!;

    [Params(4, 6)]
    public int TextFromOrder { get; set; }

    [Params(NgramSmoothing.WittenBell, NgramSmoothing.KneserNey)]
    public NgramSmoothing Smoothing { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var file = Path.Combine(Repository.Root, "..", "shared", "data", "tinyshakespeare.txt");
        var text = File.ReadAllText(file);
        var alphabet = Alphabet.Of([text]);
        var real = new Corpus(alphabet, [new Document(alphabet.Encode(text, out _), Provenance.Real("tiny Shakespeare"))]);
        _corpus = Write(Train(real, new() { Order = TextFromOrder }), Characters);
        _model = Train(_corpus, new() { Order = 6, Smoothing = Smoothing });
    }

    [Benchmark(OperationsPerInvoke = Characters)]
    public ILanguageModel Build() => Train(_corpus, new() { Order = 6, Smoothing = Smoothing });

    [Benchmark(OperationsPerInvoke = Characters)]
    public double[][] Score() => _model.Score(_corpus.Documents, Threads);

    [Benchmark(OperationsPerInvoke = Characters)]
    public Corpus Sample() => Write(_model, Characters);

    private static NgramModel Train(Corpus corpus, NgramOptions settings) => (NgramModel)new NgramTrainer(settings).Train(new TrainingTask
    {
        Corpus = corpus,
        Validation = corpus,
        Random = new RandomKey(1, "benchmark", 0),
        Threads = Threads,
    }).Model;

    private static Corpus Write(NgramModel model, int characters) => new Decoder(new DecodingOptions()).Generate(model, new GenerationTask
    {
        Characters = characters,
        DocumentLength = (characters + Streams - 1) / Streams,
        Random = new RandomKey(1, "benchmark", 0),
        Provenance = Provenance.Synthetic(0, "benchmark"),
        Threads = Threads,
    });
}
