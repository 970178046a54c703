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
/// Both engines side by side through the interfaces that a study uses, in characters per second: <c>engines torch,managed gru-128,gpt-64 SECONDS [TEXT]</c>.
/// Training reads 64 × 128 (GRU) or as the name says (transformer: 4 layers of 128, 4 heads); generation writes 64 documents side by side, on one
/// thread and on all, and the better counts.
/// </summary>
internal static class EngineSpeed
{
    private static readonly RandomKey Key = new(1, "speed", 0);

    private static readonly Dictionary<string, (TrainingSettings Training, Func<IEngine, TrainingSettings, ILanguageModelTrainer> Trainer)> Models = new()
    {
        ["gru-128"] = (new() { Batch = 64, Sequence = 128 }, (engine, training) => engine.Trainer(new GruSettings { Hidden = 128 }, training, "cpu")),
        ["gru-256"] = (new() { Batch = 64, Sequence = 128 }, (engine, training) => engine.Trainer(new GruSettings { Hidden = 256 }, training, "cpu")),
        ["gru-512"] = (new() { Batch = 64, Sequence = 128 }, (engine, training) => engine.Trainer(new GruSettings { Hidden = 512 }, training, "cpu")),
        ["gpt-64"] = (new() { Batch = 32, Sequence = 64 }, (engine, training) => engine.Trainer(new TransformerSettings { Context = 64 }, training, "cpu")),
        ["gpt-256"] = (new() { Batch = 16, Sequence = 256 }, (engine, training) => engine.Trainer(new TransformerSettings { Context = 256 }, training, "cpu")),
    };

    internal static void Run(string[] words)
    {
        IEngine[] engines =
        [
#if HAS_TORCHSHARP
            new Torch.TorchEngine(),
#endif
            new ManagedEngine(),
        ];
        var seconds = double.Parse(words[2], CultureInfo.InvariantCulture);
        var corpus = Text(words.ElementAtOrDefault(3));
        Console.WriteLine("model,engine,train_chars_per_second,generate_chars_per_second,variant,trained");
        foreach (var model in words[1].Split(','))
            foreach (var engine in words[0].Split(',').Select(name => engines.Single(engine => engine.Name == name)))
            {
                var (training, trainer) = Models[model];
                var (speed, trained) = Train(trainer(engine, training with { Steps = 1_000_000 }), trainer(engine, training with { Steps = 3, Clip = 1 }), corpus, training, seconds);
                var writes = new[] { 1, Environment.ProcessorCount }.Max(threads => Generate(trained, threads, seconds / 2));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{model},{engine.Name},{speed:F0},{writes:F0},{engine.Variant("cpu")},{trained.Card.Summary}"));
            }
    }

    private static (double Speed, ILanguageModel Trained) Train(ILanguageModelTrainer long_, ILanguageModelTrainer short_, Corpus corpus, TrainingSettings settings, double seconds)
    {
        var task = new TrainingTask { Corpus = corpus, Validation = new Corpus(corpus.Alphabet, []), Random = Key, Threads = Environment.ProcessorCount };
        var trained = short_.Train(task).Model;
        using var stop = new CancellationTokenSource();
        var watch = new Watch(seconds, stop);
        try
        {
            long_.Train(task with { Progress = watch }, stop.Token);
        }
        catch (OperationCanceledException)
        {
        }
        return (watch.StepsPerSecond * settings.Batch * settings.Sequence, trained);
    }

    private static double Generate(ILanguageModel model, int threads, double seconds)
    {
        var decoder = new Decoder(new DecodingSettings());
        var (characters, clock) = (0L, Stopwatch.StartNew());
        for (var length = 64; ; length *= 2)
        {
            characters = 64L * length;
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
