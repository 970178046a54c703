using System.Diagnostics;
using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;
using TextCollapse.Models;
using TextCollapse.Models.Kernels;
using TextCollapse.Models.Ngram;
using TextCollapse.Models.Training;
using TextCollapse.Models.Transformer;
using TextCollapse.Randomness;

namespace TextCollapse.Benchmarks;

/// <summary>
/// Fast ways against the plain ones they stand for, on one thread, in one run: <c>guard</c>. Only their ratio is judged, each way by its best of several
/// tries in turn, against a bound that a busy or an old machine keeps and a lost optimisation does not.
/// </summary>
internal sealed class SpeedGuard
{
    private const int FewestTries = 3, MostTries = 20;
    private static readonly RandomKey Key = new(1, "guard", 0);

    private readonly Corpus _text = RealText.Prepare(TextSource.Parse("grammar:stories"), new RealTextSettings { Train = 60_000, HeldOut = 2_000, DocumentLength = 1_000, Seed = 1 }).Training;
    private double _sink; // what nobody reads would not be computed

    /// <summary>Prints every ratio and, last, how many keep their bound.</summary>
    /// <returns>0 when all do, else 1.</returns>
    internal static int Run()
    {
        var guard = new SpeedGuard();
        Comparison[] comparisons = [Product(), Activation(), guard.Ngrams(), guard.Counts(), guard.Writing()];
        var clock = Stopwatch.StartNew();
        var kept = 0;
        foreach (var comparison in comparisons)
        {
            var (ratio, tries) = comparison.Measure();
            kept += ratio >= comparison.Least ? 1 : 0;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(ratio >= comparison.Least ? "  " : "! ")}{comparison.What}: {ratio:F1} times as fast (at least {comparison.Least:G} wanted; {tries} tries)"));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Speed guard: Failed: {comparisons.Length - kept}, Passed: {kept}, Skipped: 0, Total: {comparisons.Length}, in {clock.Elapsed.TotalSeconds:F0} s"));
        GC.KeepAlive(guard._sink);
        return kept == comparisons.Length ? 0 : 1;
    }

    private static Comparison Product()
    {
        const int Size = 192;
        float[] a = [.. Enumerable.Range(0, Size * Size).Select(i => i % 17 * 0.1f)], b = [.. a.Select(x => 1 - x)], c = new float[Size * Size];
        return new("matrix product of 192 × 192, against three loops", 3,
            () => ReferenceProduct.Add<float>(c, Size, a, Size, false, b, Size, false, Size, Size, Size),
            () => MatrixProduct.Add(c, Size, a, Size, b, Size, Size, Size, Size));
    }

    private static unsafe Comparison Activation()
    {
        float[] x = [.. Enumerable.Range(0, 16_384).Select(i => i % 601 / 100f - 3)], y = new float[x.Length];
        return new("GELU of 16,384 numbers, against the formula", 3,
            () =>
            {
                for (var i = 0; i < x.Length; i++)
                    y[i] = (float)GeluReference.Value(x[i]);
            },
            () =>
            {
                x.CopyTo(y, 0);
                fixed (float* p = y)
                    Gelu.Forward(p, null, y.Length);
            });
    }

    private Comparison Ngrams()
    {
        var settings = new NgramOptions { Order = 5 };
        var task = new TrainingTask { Corpus = _text, Validation = new Corpus(_text.Alphabet, []), Random = Key, Threads = 1 };
        return new("5-gram training on 60,000 characters, against dictionaries of strings", 3,
            () => _sink += new NgramReference(_text, settings).Probability([], 0),
            () => _sink += new NgramTrainer(settings).Train(task).CharactersRead);
    }

    private Comparison Counts()
    {
        string[] texts = [.. _text.Documents.Select(document => string.Concat(document.Symbols.ToArray().Select(symbol => (char)symbol)))];
        return new("1- to 8-gram counts of 60,000 characters, against dictionaries of strings", 1.5,
            () =>
            {
                for (var order = 1; order <= NgramSpectra.Orders; order++)
                {
                    var counts = new Dictionary<string, int>(StringComparer.Ordinal);
                    foreach (var text in texts)
                        for (var at = 0; at + order <= text.Length; at++)
                            counts[text.Substring(at, order)] = counts.GetValueOrDefault(text.Substring(at, order)) + 1;
                    _sink += counts.Count;
                }
            },
            () => _sink += NgramSpectra.Of(_text.Documents)[NgramSpectra.Orders].Types);
    }

    private Comparison Writing()
    {
        const int Length = 100;
        var settings = new TransformerOptions { Context = Length + 1, Layers = 2, Width = 64 };
        var model = new TransformerTrainer(settings, new TrainingOptions { Steps = 1, Batch = 2, Sequence = Length + 1 })
            .Train(new TrainingTask { Corpus = _text, Validation = new Corpus(_text.Alphabet, []), Random = Key, Threads = 1 }).Model;
        var document = _text.Documents[0].Symbols[..Length].ToArray();
        var logits = new float[Length * model.Alphabet.Size];
        return new("a transformer's next 100 characters from its cache, against reading all again for each", 4,
            () =>
            {
                for (var length = 1; length <= Length; length++)
                    model.Predict(document.AsSpan(0, length), logits);
            },
            () =>
            {
                using var continuation = model.Begin(1);
                foreach (var symbol in document)
                {
                    continuation.Next(logits.AsSpan(0, model.Alphabet.Size));
                    continuation.Append([symbol]);
                }
            });
    }

    /// <summary>Two ways to the same result.</summary>
    private sealed record Comparison(string What, double Least, Action Plain, Action Fast)
    {
        /// <summary>How many times as fast the fast way is; tried on until it is fast enough.</summary>
        public (double Ratio, int Tries) Measure()
        {
            // Compiled and warm; a fast way gets as many turns as fit into its share of a try, and its best counts.
            Best(Plain, 1);
            var turns = (int)Math.Clamp(0.02 / Best(Fast, 5), 3, 1000);
            var (plain, fast, tries) = (double.PositiveInfinity, double.PositiveInfinity, 0);
            while (tries < FewestTries || (tries < MostTries && plain / fast < Least))
            {
                plain = Math.Min(plain, Best(Plain, 1));
                fast = Math.Min(fast, Best(Fast, turns));
                tries++;
            }
            return (plain / fast, tries);
        }

        private static double Best(Action action, int turns)
        {
            var best = double.PositiveInfinity;
            for (var turn = 0; turn < turns; turn++)
            {
                var clock = Stopwatch.GetTimestamp();
                action();
                best = Math.Min(best, Stopwatch.GetElapsedTime(clock).TotalSeconds);
            }
            return best;
        }
    }
}
