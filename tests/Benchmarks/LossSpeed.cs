using System.Diagnostics;
using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Benchmarking;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Training;
using TextCollapse.Randomness;

namespace TextCollapse.Benchmarks;

/// <summary>
/// Seconds of training until a GRU costs so many bits per character of held-out text: <c>loss TEXT HIDDEN STEPS BITS [RATE]</c>. The managed and the torch
/// engine train by the default recipe, on one thread, with batches of 32 × 64; the plain loop is AdamW at a constant rate (2e-3 unless another is given).
/// Scoring, every 25 steps, does not count.
/// </summary>
internal static class LossSpeed
{
    private const int Every = 25;

    internal static void Run(string[] words)
    {
        var (hidden, steps) = (int.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture));
        var target = double.Parse(words[3], CultureInfo.InvariantCulture);
        var source = TextSource.Parse(File.Exists(words[0]) ? $"file:{words[0]}" : words[0]);
        var real = RealText.Prepare(source, new RealTextSettings { HeldOut = 40_000, Validation = 0, Seed = 1 });
        var training = new TrainingOptions { Steps = steps, Batch = 32, Sequence = 64, EvaluateEvery = Every };
        var task = new TrainingTask { Corpus = real.Training, Validation = real.Validation, Random = new RandomKey(1, "loss", 0) };
        Show("managed", Engine(new ManagedEngine()));
#if HAS_TORCHSHARP
        Show("torch", Engine(new Torch.TorchEngine()));
        Show("plain", Plain(real, training, hidden, target, double.Parse(words.ElementAtOrDefault(4) ?? "2e-3", CultureInfo.InvariantCulture)));
#endif

        IReadOnlyList<TimeToLoss.Look> Engine(IEngine engine) =>
            TimeToLoss.Measure(engine.Trainer(new GruOptions { Hidden = hidden }, training, "cpu"), task, real.HeldOut, target, default);

        void Show(string name, IReadOnlyList<TimeToLoss.Look> looks)
        {
            var last = looks[^1];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-8} {last.Seconds,7:F1} s, {last.Step,5} steps: {last.BitsPerCharacter:F3} bits per character{(last.BitsPerCharacter > target ? ", not reached" : "")}"));
        }
    }

#if HAS_TORCHSHARP
    private static List<TimeToLoss.Look> Plain(RealText real, TrainingOptions training, int hidden, double target, double rate)
    {
        Torch.TorchRuntime.Require();
        TorchSharp.torch.set_num_threads(1);
        long[] text = [.. real.Training.Documents.SelectMany(document => document.Symbols.ToArray()).Select(symbol => (long)symbol)];
        using var plain = PlainTorch.Gru(real.Alphabet.Size, hidden, training.Sequence, rate);
        var looks = new List<TimeToLoss.Look>();
        var clock = Stopwatch.StartNew();
        for (var step = 1; step <= training.Steps; step++)
        {
            plain.Step(text, training.Batch);
            if (step % Every != 0 && step != training.Steps)
                continue;
            clock.Stop();
            looks.Add(new(step, clock.Elapsed.TotalSeconds, plain.Bits(real.HeldOut.Documents)));
            if (looks[^1].BitsPerCharacter <= target)
                break;
            clock.Start();
        }
        return looks;
    }
#endif
}
