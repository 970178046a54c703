using System.Diagnostics;
using TextCollapse.Corpora;
using TextCollapse.Models.Decoding;
using TextCollapse.Models.Training;
using TextCollapse.Randomness;

namespace TextCollapse.Models.Benchmarking;

/// <summary>Measures training, generation and scoring of the managed engine's models on this machine.</summary>
/// <param name="threads">Threads to use.</param>
/// <param name="slice">The length of one time slice. Training is measured over five slices after one warm-up slice; the rest over at least
/// one slice.</param>
public sealed class SpeedBenchmark(int threads, TimeSpan slice)
{
    private const int Vocabulary = 65; // tiny Shakespeare's
    private const int Documents = 64, DocumentLength = 2000;
    private static readonly RandomKey Key = new(1, "bench", 0);
    private readonly MultiplyAddPeak _peak = new(threads);

    /// <summary>The names of the models that can be measured.</summary>
    public static IReadOnlyList<string> Names => [.. SpeedCase.All.Select(one => one.Name)];

    /// <summary>Measures one model.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="InputException">There is no model of this name.</exception>
    public SpeedRow Measure(string name)
    {
        var one = SpeedCase.All.FirstOrDefault(one => one.Name == name)
            ?? throw new InputException("bench", $"there is no model '{name}'; the models are {string.Join(", ", Names)}.");
        var text = RandomText();
        _peak.Gflops();
        var (train, model) = Train(one, text);
        _peak.Gflops();
        var generate = Repeat(() => Generate(model));
        var score = Repeat(() => model.Score(text.Documents, threads).Sum(document => (long)document.Length));
        var peak = _peak.Gflops();
        var gflops = train * one.MultiplyAdds(Vocabulary) * 6 / 1e9;
        return new SpeedRow(name, train, generate, score, gflops, gflops / peak);
    }

    private (double CharactersPerSecond, ILanguageModel Model) Train(SpeedCase one, Corpus text)
    {
        var source = new BatchSource(text, one.Training, Key);
        var batch = source.CreateBatch();
        using var learner = new NetworkLearner(one.Network(text.Alphabet), one.Training, Key, null, threads);
        var step = 0;
        var speeds = Enumerable.Range(0, 6).Select(_ => Repeat(() =>
        {
            source.Fill(batch, step++);
            learner.Step(batch, 1e-4);
            return batch.Inputs.Length;
        })).Skip(1).Order().ToArray();
        return (speeds[speeds.Length / 2], learner.ToModel());
    }

    private long Generate(ILanguageModel model) => new Decoder(new DecodingOptions()).Generate(model, new GenerationTask
    {
        Characters = Documents * DocumentLength,
        DocumentLength = DocumentLength,
        Random = Key,
        Provenance = Provenance.Synthetic(0, "bench"),
        Threads = threads,
    }).Characters;

    // Characters per second over repetitions for at least one slice, after one warm-up call.
    private double Repeat(Func<long> work)
    {
        work();
        long characters = 0;
        var begin = Stopwatch.GetTimestamp();
        do
            characters += work();
        while (Stopwatch.GetElapsedTime(begin) < slice);
        return characters / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    private static Corpus RandomText()
    {
        var alphabet = Alphabet.Parse(string.Concat(Enumerable.Range(0, Vocabulary).Select(i => (char)(' ' + i))));
        var random = Key.Stream("text");
        var documents = new Document[Documents];
        for (var d = 0; d < Documents; d++)
        {
            var symbols = new ushort[DocumentLength];
            foreach (ref var symbol in symbols.AsSpan())
                symbol = (ushort)random.NextInt(Vocabulary);
            documents[d] = new Document(symbols, Provenance.Real("bench"));
        }
        return new Corpus(alphabet, documents);
    }
}
