using System.Diagnostics;
using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Training;
using TextCollapse.Models.Transformer;
using TextCollapse.Randomness;

namespace TextCollapse.Benchmarks;

/// <summary>
/// The engines side by side through the interfaces that a study uses, beside a plain TorchSharp loop, in characters per second:
/// <c>engines torch,plain,managed gru-128,gpt-64 SECONDS [TEXT]</c>. Training reads 32 × 64 (GRU of 128 and 256, transformer of 4 layers of 128 and 4 heads),
/// 64 × 128 (names that end in "wide") or 16 × 256 (gpt-256); generation writes 128 documents side by side. Both run on one thread and on all. A second is the
/// clock's, and the better of both counts; a core second is one of processor time, on one thread: what each of several chains side by side gets, and a figure that
/// other work on the machine hardly moves. Ratios are of the first engine to each, by core seconds.
/// </summary>
internal static class EngineSpeed
{
    private static readonly RandomKey Key = new(1, "speed", 0);

    private const int Documents = 128;

    private static readonly TrainingOptions Small = new() { Optimizer = OptimizerKind.Adamw, Batch = 32, Sequence = 64 }, Wide = Small with { Batch = 64, Sequence = 128 }, Long = Small with { Batch = 16, Sequence = 256 };

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
    private sealed record Model(TrainingOptions Training, int Hidden)
    {
        internal ILanguageModelTrainer Trainer(IEngine engine, TrainingOptions training) => Hidden > 0
            ? engine.Trainer(new GruOptions { Hidden = Hidden }, training, "cpu")
            : engine.Trainer(new TransformerOptions { Context = training.Sequence }, training, "cpu");
    }

    private readonly record struct Speeds(Rate Training, Rate Generation, string Engine);

    /// <summary>Characters by the clock and by processor time.</summary>
    private readonly record struct Rate(double PerSecond, double PerCoreSecond)
    {
        /// <summary>Measures on one thread and on all.</summary>
        internal static Rate Of(Func<int, Rate> measure)
        {
            var single = measure(1);
            return single with { PerSecond = Math.Max(single.PerSecond, measure(Environment.ProcessorCount).PerSecond) };
        }
    }

    /// <summary>Both clocks, running.</summary>
    private readonly record struct Clock(long Started, TimeSpan Used)
    {
        internal static Clock Start() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);

        internal double Seconds => Stopwatch.GetElapsedTime(Started).TotalSeconds;

        internal Rate Of(double characters) => new(characters / Seconds, characters / (Environment.CpuUsage.TotalTime - Used).TotalSeconds);
    }

    internal static void Run(string[] words)
    {
        var seconds = double.Parse(words[2], CultureInfo.InvariantCulture);
        var corpus = Text(words.ElementAtOrDefault(3));
        Console.WriteLine($"{Processor()}, {Environment.ProcessorCount} cores; {Documents} documents written side by side");
        Console.WriteLine($"{"model",-14}{"engine",-9}{"trains/s",11}{"writes/s",11}{"trains/core s",15}{"ratio",7}{"writes/core s",15}{"ratio",7}  variant");
        foreach (var model in words[1].Split(','))
        {
            Speeds? first = null;
            foreach (var name in words[0].Split(','))
            {
                var speeds = Measure(name, Models[model], corpus, seconds);
                first ??= speeds;
                var (trains, writes) = (speeds.Training, speeds.Generation);
                var ratios = (first.Value.Training.PerCoreSecond / trains.PerCoreSecond, first.Value.Generation.PerCoreSecond / writes.PerCoreSecond);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{model,-14}{name,-9}{trains.PerSecond,11:N0}{writes.PerSecond,11:N0}{trains.PerCoreSecond,15:N0}{ratios.Item1,7:F2}{writes.PerCoreSecond,15:N0}{ratios.Item2,7:F2}  {speeds.Engine}"));
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
        return new(Rate.Of(threads => Train(model.Trainer(engine, training with { Steps = 1_000_000 }), Task(corpus, threads), training, seconds)),
            Rate.Of(threads => Generate(trained, threads, seconds)), engine.Variant("cpu"));
    }

#if HAS_TORCHSHARP
    private static Speeds Plain(Model model, Corpus corpus, double seconds)
    {
        Torch.TorchRuntime.Require();
        var text = Array.ConvertAll(corpus.Documents[0].Symbols.ToArray(), symbol => (long)symbol);
        var (vocabulary, context) = (corpus.Alphabet.Size, model.Training.Sequence);
        using var plain = model.Hidden > 0 ? PlainTorch.Gru(vocabulary, model.Hidden, context) : PlainTorch.Gpt(vocabulary, 4, 4, 128, context);
        var speeds = new Speeds(Rate.Of(threads => On(threads, () => plain.Step(text, model.Training.Batch), model.Training.Batch * context)), Rate.Of(threads => On(threads, () => plain.Append(Documents), Documents)), "");
        // The torch engine counts on one thread an operation.
        TorchSharp.torch.set_num_threads(1);
        return speeds;

        Rate On(int threads, Action step, int characters)
        {
            TorchSharp.torch.set_num_threads(threads);
            for (var warm = 0; warm < 3; warm++)
                step();
            var (steps, clock) = (0L, Clock.Start());
            for (; clock.Seconds < seconds; steps++)
                step();
            return clock.Of(steps * characters);
        }
    }
#endif

    private static TrainingTask Task(Corpus corpus, int threads) => new() { Corpus = corpus, Validation = new Corpus(corpus.Alphabet, []), Random = Key, Threads = threads };

    private static string Processor()
    {
        const string info = "/proc/cpuinfo";
        var line = File.Exists(info) ? File.ReadLines(info).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? "processor of unknown name";
    }

    private static Rate Train(ILanguageModelTrainer trainer, TrainingTask task, TrainingOptions settings, double seconds)
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
        return watch.Rate(settings.Batch * settings.Sequence);
    }

    private static Rate Generate(ILanguageModel model, int threads, double seconds)
    {
        var decoder = new Decoder(new DecodingOptions());
        for (var length = 64; ; length *= 2)
        {
            var characters = (long)Documents * length;
            var clock = Clock.Start();
            decoder.Generate(model, new GenerationTask { Characters = characters, DocumentLength = length, Random = Key, Provenance = Provenance.Synthetic(0, "speed"), Threads = threads });
            if (clock.Seconds > seconds / 2)
                return clock.Of(characters);
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
        private int _reports, _firstStep;
        private Clock _clock;
        private Func<int, Rate> _rate = _ => default;

        internal Rate Rate(int charactersPerStep) => _rate(charactersPerStep);

        public void Report(TrainingProgress value)
        {
            if (++_reports == 3)
                (_clock, _firstStep) = (Clock.Start(), value.Step);
            if (_reports <= 3 || _clock.Seconds < seconds)
                return;
            var (read, steps) = (_clock.Of(1), value.Step - _firstStep);
            _rate = characters => new((double)steps * characters * read.PerSecond, (double)steps * characters * read.PerCoreSecond);
            stop.Cancel();
        }
    }
}
