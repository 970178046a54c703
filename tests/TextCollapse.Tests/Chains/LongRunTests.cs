using System.Diagnostics;
using System.Globalization;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Storage;
using TextCollapse.Reporting;
using Xunit.Abstractions;

namespace TextCollapse.Tests.Chains;

/// <summary>
/// A chain of many generations works as much for its last one as for its first ones, and keeps no more than the n-grams that were read, which it has to
/// know again. TEXTCOLLAPSE_GENERATIONS says how many (36 by default).
/// </summary>
public sealed class LongRunTests(ITestOutputHelper output) : IDisposable
{
    private const int Characters = 4000;

    private readonly string _folder = Directory.CreateTempSubdirectory("long").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("kind: ngram, order: 3", "strategy: replace")]
    [InlineData("kind: ngram, order: 3", "strategy: window")]
    public void The_last_generation_costs_no_more_than_an_early_one(string model, string mixing)
    {
        var generations = int.TryParse(Environment.GetEnvironmentVariable("TEXTCOLLAPSE_GENERATIONS"), out var asked) ? asked : 36;
        var study = $$"""
            corpus: { source: "zipf:30,1.0", train: {{Characters}}, held_out: 1000, document_length: 200 }
            model: { {{model}} }
            {{(!model.Contains("ngram", StringComparison.Ordinal) ? "training: { steps: 5, batch: 4, sequence: 16, warmup: 0 }" : "")}}
            mixing: { {{mixing}} }
            generations: {{generations}}
            """;
        var plan = StudyPlan.Of(StudyReader.Read(study, "study"));
        var meter = new Meter(alone: asked > 0);
        using (var folder = RunFolder.Open(_folder, plan, study))
        {
            Assert.Null(new ChainRun(folder, new ChainFactory(new Engines())).Run(plan.Arms[0], plan.Seeds[0], 1, TimeSpan.Zero, meter));
            var clock = Stopwatch.StartNew();
            ResultFiles.Write(folder);
            meter.Say(output, $"{model}, {mixing}", clock.Elapsed);
        }
        Assert.Equal(generations + 1, meter.Count);
        // The first fifth warms up. Work is told by what is allocated for it, which does not depend on how busy the machine is.
        Assert.InRange(meter.Late(made => made.Allocated) / meter.Early(made => made.Allocated), 0, 1.5);
        if (asked == 0)
            return; // other tests run in this process
        // Two keys of eight bytes for every character of the generations between the middle of the second fifth and that of the last.
        var read = 2L * sizeof(ulong) * Characters * generations * 3 / 5;
        Assert.InRange(meter.Late(made => made.Live) - meter.Early(made => made.Live), double.NegativeInfinity, read + (1 << 20));
        Assert.InRange(meter.Late(made => made.Milliseconds, 0.1) / meter.Early(made => made.Milliseconds, 0.1), 0, 1.5);
        Assert.InRange(meter.Late(made => made.Handles) - meter.Early(made => made.Handles), double.NegativeInfinity, 5);
    }

    [Theory]
    [InlineData("kind: gru, hidden: 8, embedding: 4, engine: managed", "strategy: fixed-real")]
    [InlineData("kind: transformer, width: 8, heads: 2, engine: managed", "strategy: replace")]
    [Trait("Category", "Long")]
    public void The_last_generation_of_a_network_costs_no_more_than_an_early_one(string model, string mixing) =>
        The_last_generation_costs_no_more_than_an_early_one(model, mixing);

    /// <summary>Takes down what each committed generation took.</summary>
    private sealed class Meter(bool alone) : IProgress<ChainProgress>
    {
        private readonly List<Made> _made = [];
        private long _allocated = GC.GetAllocatedBytesForCurrentThread(), _time = Environment.CpuUsage.TotalTime.Ticks;

        public int Count => _made.Count;

        public void Report(ChainProgress value)
        {
            if (value.Phase != ChainPhase.Committed)
                return;
            using var process = Process.GetCurrentProcess();
            var took = Environment.CpuUsage.TotalTime - new TimeSpan(_time);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - _allocated;
            _made.Add(new(took.TotalMilliseconds, allocated, GC.GetTotalMemory(forceFullCollection: alone), process.WorkingSet64, process.HandleCount));
            (_allocated, _time) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime.Ticks);
        }

        /// <summary>A quantile over the second fifth of the generations; a low one where the machine may have been busy with something else.</summary>
        public double Early(Func<Made, double> figure, double quantile = 0.5) => Quantile(_made.Skip(_made.Count / 5).Take(_made.Count / 5), figure, quantile);

        /// <summary>The same over the last fifth.</summary>
        public double Late(Func<Made, double> figure, double quantile = 0.5) => Quantile(_made.TakeLast(_made.Count / 5), figure, quantile);

        public void Say(ITestOutputHelper output, string what, TimeSpan results)
        {
            Line("milliseconds of processor time (the quickest tenth)", made => made.Milliseconds, 0.1);
            Line("KB allocated", made => made.Allocated / 1024.0);
            Line("KB alive", made => made.Live / 1024.0);
            Line("MB of memory", made => made.WorkingSet / 1048576.0);
            Line("handles", made => made.Handles);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"result files written in {results.TotalSeconds:F2} s"));

            void Line(string unit, Func<Made, double> figure, double quantile = 0.5) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{what}, {Count} generations: {unit} a generation, in the second fifth {Early(figure, quantile):F1}, in the last {Late(figure, quantile):F1}"));
        }

        private static double Quantile(IEnumerable<Made> made, Func<Made, double> figure, double quantile) => made.Select(figure).Order().ElementAt((int)(made.Count() * quantile));
    }

    private readonly record struct Made(double Milliseconds, long Allocated, long Live, long WorkingSet, int Handles);
}
