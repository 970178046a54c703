#if HAS_MLNET
using System.Diagnostics;
using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Metrics.Counting;
using TextCollapse.MLNet;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Ngram;
using TextCollapse.Models.Training;
using TextCollapse.Randomness;

namespace TextCollapse.Benchmarks;

/// <summary>
/// The library's counters beside ML.NET in one process: <c>mlnet [GENERATIONS]</c>. Chains of <c>first-look</c>'s size, one of n-gram
/// models and one of its GRU, are measured by both in turns; the first generation is measured some times before, for compilation and for
/// what is cached of the real text. The GRU is trained for a quarter of the steps only: how long measuring takes does not depend on what
/// the model has learned.
/// </summary>
internal static class MeasuringSpeed
{
    private const int WarmUps = 3;

    internal static void Run(string[] words)
    {
        var generations = words.Length == 0 ? 7 : int.Parse(words[0], CultureInfo.InvariantCulture);
        var real = RealText.Prepare(TextSource.Parse("dotnet-docs"),
            new RealTextSettings { Train = 250_000, HeldOut = 20_000, Validation = 20_000, DocumentLength = 2000, Seed = 1 });
        var training = new TrainingOptions { Steps = 100, Batch = 32, Sequence = 64, LearningRate = 6e-3, Warmup = 30 };
        Console.WriteLine("model,generation,library_seconds,mlnet_seconds,"
            + "library_scoring_and_counting,mlnet_scoring_and_counting,identical");
        Compare("n-gram", real, new NgramTrainer(new NgramOptions { Order = 5 }), generations);
        Compare("gru-128", real, new GruTrainer(new GruOptions { Hidden = 128 }, training), generations);
    }

    private static void Compare(string name, RealText real, ILanguageModelTrainer trainer, int generations)
    {
        var (library, mlnet) = (new Timed(new LibraryPipeline()), new Timed(new MLNetPipeline()));
        var (libraryMeter, mlnetMeter) = (new GenerationMeter(new(real), library), new GenerationMeter(new(real), mlnet));
        var (first, read) = ((ILanguageModel?)null, real.Training);
        var texts = new List<Corpus>();
        for (var generation = 0; generation < generations; generation++)
        {
            var key = new RandomKey(1, "measuring", generation);
            var model = trainer.Train(new TrainingTask
            {
                Corpus = read,
                Validation = real.Validation,
                Random = key,
                Threads = Environment.ProcessorCount,
            }).Model;
            first ??= model;
            var text = new Decoder(new DecodingOptions { Temperature = 0.8 }).Generate(model, new GenerationTask
            {
                Characters = real.Training.Characters,
                DocumentLength = 2000,
                Random = key,
                Provenance = Provenance.Synthetic(generation, "measuring"),
                Threads = Environment.ProcessorCount,
            });
            texts.Add(read);
            var measured = new GenerationToMeasure(generation, text, model, first, read, real, Environment.ProcessorCount)
            {
                EarlierRead = earlier => texts[earlier],
            };
            for (var round = 0; generation == 0 && round < WarmUps; round++)
                foreach (var pipeline in new IMeasuringPipeline[] { new LibraryPipeline(), new MLNetPipeline() })
                    new GenerationMeter(new(real), pipeline).Measure(measured);
            var libraryFirst = generation % 2 == 0;
            var expected = libraryFirst ? library.Measure(libraryMeter, measured) : null;
            var found = mlnet.Measure(mlnetMeter, measured);
            expected ??= library.Measure(libraryMeter, measured);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name},{generation},{library.Last:F3},{mlnet.Last:F3},") + string.Create(CultureInfo.InvariantCulture,
                $"{library.LastOwn:F3},{mlnet.LastOwn:F3},{expected.SequenceEqual(found)}"));
            read = text;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"# {name}: ML.NET / library {mlnet.Total / library.Total:F3}; of scoring and counting {mlnet.TotalOwn / library.TotalOwn:F3}"));
    }

    /// <summary>A pipeline that is timed by itself and as a part of its meter.</summary>
    private sealed class Timed(IMeasuringPipeline inner) : IMeasuringPipeline
    {
        private readonly Stopwatch _own = new();

        public string Name => inner.Name;

        public double Last { get; private set; }

        public double LastOwn { get; private set; }

        public double Total { get; private set; }

        public double TotalOwn { get; private set; }

        public IReadOnlyList<KeyValuePair<string, Measurement>> Measure(GenerationMeter meter, GenerationToMeasure generation)
        {
            // Neither pays for the garbage of the other.
            GC.Collect();
            _own.Reset();
            var watch = Stopwatch.StartNew();
            var measured = meter.Measure(generation);
            (Last, LastOwn) = (watch.Elapsed.TotalSeconds, _own.Elapsed.TotalSeconds);
            (Total, TotalOwn) = (Total + Last, TotalOwn + LastOwn);
            return measured;
        }

        public double[][] Score(ILanguageModel model, Corpus text, int threads) => Time(() => inner.Score(model, text, threads));

        public CountedText Count(Corpus text, int threads) => Time(() => inner.Count(text, threads));

        public Measurement SequenceRepetition(Corpus text, int order, int threads) => Time(() => inner.SequenceRepetition(text, order, threads));

        private T Time<T>(Func<T> work)
        {
            _own.Start();
            var result = work();
            _own.Stop();
            return result;
        }
    }
}
#endif
