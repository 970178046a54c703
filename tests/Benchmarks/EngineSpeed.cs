using System.Diagnostics;
using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Decoding;
using TextCollapse.Models;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Training;
using TextCollapse.Models.Transformer;
using TextCollapse.Randomness;

namespace TextCollapse.Benchmarks;

/// <summary>
/// The engines side by side through the interfaces that a study uses, beside a plain TorchSharp loop, in characters per second:
/// <c>engines torch,plain,managed gru-128,gpt-64 SECONDS [TEXT]</c>. Training reads 32 × 64 (GRU of 128 and 256, transformer of 4 layers of 128 and 4 heads),
/// 64 × 128 (names that end in "wide") or 16 × 256 (gpt-256). Training and generation (128 documents) run on one thread and on all, and the better counts, for each alike.
/// Ratios are of the first engine to each.
/// </summary>
internal static class EngineSpeed
{
    private static readonly RandomKey Key = new(1, "speed", 0);

    private const int Documents = 128;

    private static readonly TrainingSettings Small = new() { Batch = 32, Sequence = 64 }, Wide = new() { Batch = 64, Sequence = 128 }, Long = new() { Batch = 16, Sequence = 256 };

    private static readonly Dictionary<string, Model> Models = new()
    {
        ["gru-128"] = new(Small, Hidden: 128),
        ["gru-256"] = new(Small, Hidden: 256),
        ["gpt-64"] = new(Small, Hidden: 0),
        ["gru-128-wide"] = new(Wide, Hidden: 128),
        ["gru-256-wide"] = new(Wide, Hidden: 256),
        ["gru-512-wide"] = new(Wide, Hidden: 512),
        ["gpt-256"] = new(Long, Hidden: 0),
    };

    /// <summary>A GRU of so many units, or the transformer for 0.</summary>
    private sealed record Model(TrainingSettings Training, int Hidden)
    {
        internal ILanguageModelTrainer Trainer(IEngine engine, TrainingSettings training) => Hidden > 0
            ? engine.Trainer(new GruSettings { Hidden = Hidden }, training, "cpu")
            : engine.Trainer(new TransformerSettings { Context = training.Sequence }, training, "cpu");
    }

    private readonly record struct Speeds(double Training, double Generation, string Engine);

    internal static void Run(string[] words)
    {
        var seconds = double.Parse(words[2], CultureInfo.InvariantCulture);
        var corpus = Text(words.ElementAtOrDefault(3));
        Console.WriteLine($"{Processor()}, {Environment.ProcessorCount} cores; {Documents} documents written side by side");
        Console.WriteLine($"{"model",-14}{"engine",-10}{"trains",12}{"generates",12}{"ratio",8}{"ratio",8}  variant");
        foreach (var model in words[1].Split(','))
        {
            Speeds? first = null;
            foreach (var name in words[0].Split(','))
            {
                var speeds = Measure(name, Models[model], corpus, seconds);
                first ??= speeds;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{model,-14}{name,-10}{speeds.Training,12:N0}{speeds.Generation,12:N0}{first.Value.Training / speeds.Training,8:F2}{first.Value.Generation / speeds.Generation,8:F2}  {speeds.Engine}"));
            }
        }
    }

    private static Speeds Measure(string name, Model model, Corpus corpus, double seconds)
    {
#if HAS_TORCHSHARP
        if (name == "plain")
            return Plain(model, corpus, seconds);
        IEngine engine = name == "torch" ? new Torch.TorchEngine() : new ManagedEngine();
#else
        IEngine engine = new ManagedEngine();
#endif
        var training = model.Training;
        var trained = model.Trainer(engine, training with { Steps = 3, Clip = 1 }).Train(Task(corpus, 1)).Model;
        return new(Threads().Max(threads => Train(model.Trainer(engine, training with { Steps = 1_000_000 }), Task(corpus, threads), training, seconds)),
            Threads().Max(threads => Generate(trained, threads, seconds)), engine.Variant("cpu"));
    }

#if HAS_TORCHSHARP
    private static Speeds Plain(Model model, Corpus corpus, double seconds)
    {
        Torch.TorchRuntime.Require();
        var text = Array.ConvertAll(corpus.Documents[0].Symbols.ToArray(), symbol => (long)symbol);
        var (vocabulary, context) = (corpus.Alphabet.Size, model.Training.Sequence);
        using var plain = model.Hidden > 0 ? PlainTorch.Gru(vocabulary, model.Hidden, context) : PlainTorch.Gpt(vocabulary, 4, 4, 128, context);
        return new(Threads().Max(threads => On(threads, () => plain.Train(text, model.Training.Batch, seconds))), Threads().Max(threads => On(threads, () => plain.Generate(Documents, seconds))), "");
    }

    private static double On(int threads, Func<double> measured)
    {
        TorchSharp.torch.set_num_threads(threads);
        return measured();
    }
#endif

    private static IEnumerable<int> Threads() => new[] { 1, Environment.ProcessorCount }.Distinct();

    private static TrainingTask Task(Corpus corpus, int threads) => new() { Corpus = corpus, Validation = new Corpus(corpus.Alphabet, []), Random = Key, Threads = threads };

    private static string Processor()
    {
        const string info = "/proc/cpuinfo";
        var line = File.Exists(info) ? File.ReadLines(info).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? "processor of unknown name";
    }

    private static double Train(ILanguageModelTrainer trainer, TrainingTask task, TrainingSettings settings, double seconds)
    {
        using var stop = new CancellationTokenSource();
        var watch = new Watch(seconds, stop);
        try
        {
            trainer.Train(task with { Progress = watch }, stop.Token);
        }
        catch (OperationCanceledException)
        {
        }
        return watch.StepsPerSecond * settings.Batch * settings.Sequence;
    }

    private static double Generate(ILanguageModel model, int threads, double seconds)
    {
        var decoder = new Decoder(new DecodingSettings());
        var (characters, clock) = (0L, Stopwatch.StartNew());
        for (var length = 64; ; length *= 2)
        {
            characters = (long)Documents * length;
            clock.Restart();
            decoder.Generate(model, new GenerationTask { Characters = characters, DocumentLength = length, Random = Key, Provenance = Provenance.Synthetic(0, "speed"), Threads = threads });
            if (clock.Elapsed.TotalSeconds > seconds / 2)
                return characters / clock.Elapsed.TotalSeconds;
        }
    }

    private static Corpus Text(string? path)
    {
        var text = path is not null ? File.ReadAllText(path) : string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i * 7919 % 10007} and {(char)('a' + i % 26)}{(char)('A' + i % 25)}; "));
        var alphabet = Alphabet.Of([text]);
        return new Corpus(alphabet, [new Document(alphabet.Encode(text, out _), Provenance.Real("speed"))]);
    }

    /// <summary>Counts from the third report on, so that what is done once is not counted.</summary>
    private sealed class Watch(double seconds, CancellationTokenSource stop) : IProgress<TrainingProgress>
    {
        private int _reports, _firstStep, _lastStep;
        private long _first, _last;

        internal double StepsPerSecond => (_lastStep - _firstStep) / Stopwatch.GetElapsedTime(_first, _last).TotalSeconds;

        public void Report(TrainingProgress value)
        {
            (_last, _lastStep) = (Stopwatch.GetTimestamp(), value.Step);
            if (++_reports == 3)
                (_first, _firstStep) = (_last, _lastStep);
            else if (_reports > 3 && Stopwatch.GetElapsedTime(_first, _last).TotalSeconds > seconds)
                stop.Cancel();
        }
    }
}
