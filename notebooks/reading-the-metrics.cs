#:project ../src/TextCollapse.Core/TextCollapse.Core.csproj
#:project ../src/TextCollapse.Models/TextCollapse.Models.csproj
#:project ../src/TextCollapse.Metrics/TextCollapse.Metrics.csproj
#:project ../src/TextCollapse.Experiments/TextCollapse.Experiments.csproj
#:project ../src/TextCollapse.Reporting/TextCollapse.Reporting.csproj
#:property NoWarn=CS1591
#:property PublishAot=false

// %% [markdown]
// # 4. Reading the metrics without fooling yourself
//
// Four ways to be wrong with a right number.

// %%
using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Models;
using TextCollapse.Models.Ngram;
using TextCollapse.Randomness;
using TextCollapse.Reporting;
using TextCollapse.Reporting.Figures;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var stories = (IDrawnText)TextSource.Parse("grammar:stories");
RealText Draw(int characters, long seed) => RealText.Prepare(stories, new RealTextSettings { Train = characters, HeldOut = 10_000, Validation = 0, DocumentLength = 1000, Seed = seed });

// %% [markdown]
// ## 1. Diversity depends on size
//
// The same source, no collapse anywhere; only more of it.

// %%
foreach (var characters in new[] { 5_000, 20_000, 80_000, 320_000 })
{
    var spectrum = NgramSpectra.Of(Draw(characters, 1).Training.Documents)[4];
    Console.WriteLine($"{characters,7:N0} characters: distinct-4 = {spectrum.TypeTokenRatio.Value:F4}");
}

// %% [markdown]
// Whoever compares 20,000 characters of one text with 80,000 of another finds a "collapse". Compare at equal size: `measure --reference` does, and warns
// where a metric would have misled.
//
// ## 2. One seed
//
// Two chains of the very same arm, different seeds: what differs is noise, and any effect smaller than that is none.

// %%
var study = """
    name: noise
    corpus: { source: "grammar:stories", train: 40_000, held_out: 10_000, document_length: 1000 }
    model: { kind: ngram, order: 5 }
    generations: 6
    seeds: 1-8
    grid: { mixing.strategy: [replace, accumulate, duplicate] }
    """;
var run = StudyRun.Finish(study, Directory.CreateTempSubdirectory("lesson-").FullName);
var rows = GenerationsCsv.Rows(run);
var last = rows.Where(row => row.Arm == "replace" && row.Generation == 6).Select(row => row["bpc_real"].Value).ToArray();
Console.WriteLine($"replace, generation 6, by seed: {string.Join(" ", last.Select(bits => $"{bits:F3}"))}");
Console.WriteLine($"lowest to highest: {last.Max() - last.Min():F3} bits; mean with its 95 % interval: {SeedInterval.Student(last).Lower.Value:F3} to {SeedInterval.Student(last).Upper.Value:F3}");

// %% [markdown]
// ## 3. No control
//
// `accumulate` gets worse over the generations. Because of the synthetic text in it? The control `duplicate` reads the *same real text* once more each
// generation, as often as `accumulate` has generations: there is no synthetic text in it at all.

// %%
Inline.Show(new LineChart
{
    Name = "metrics-control",
    Title = "Accumulating, and merely reading again",
    XTitle = "generation",
    YTitle = "bits per character on held-out real text",
    Series =
    [
        .. Summary.Of(rows).GroupBy(summary => summary.Arm)
            .Select(arm => new Series(arm.Key, [.. arm.Select(summary => SeriesPoint.Of(summary.Generation, summary.Metrics.First(pair => pair.Key == "bpc_real").Value))])),
    ],
});
double Rise(string arm) => run.Plan.Seeds.Average(seed => rows.Single(row => row.Arm == arm && row.Seed == seed && row.Generation == 6)["bpc_real"].Value - rows.Single(row => row.Arm == arm && row.Seed == seed && row.Generation == 0)["bpc_real"].Value);
foreach (var arm in run.Plan.Arms.Select(arm => arm.Id))
    Console.WriteLine($"{arm,-12} rises by {Rise(arm):F3} bits");

// %% [markdown]
// A count-smoothed n-gram grows over-confident when the same counts come again: that, and not the synthetic text, is what this arm shows.
//
// ## 4. Undefined is not zero
//
// A model without smoothing gives characters that it never saw in a context the probability zero. Its bits per character on new text are then infinite;
// clamping them to some large number, as tools do, makes the result depend on the clamp. Here they are left out *and counted*.

// %%
var real = Draw(20_000, 1);
var plain = new NgramTrainer(new NgramOptions { Order = 5, Smoothing = NgramSmoothing.MaximumLikelihood }).Train(new TrainingTask { Corpus = real.Training, Validation = new Corpus(real.Alphabet, []), Random = new RandomKey(1, "lesson", 0) }).Model;
var nats = plain.Score(real.HeldOut.Documents, 1).SelectMany(document => document).ToArray();
var impossible = nats.Count(double.IsPositiveInfinity);
Console.WriteLine($"{impossible} of {nats.Length} held-out characters ({(double)impossible / nats.Length:P1}) have probability zero; the rest costs {nats.Where(double.IsFinite).Average() / Math.Log(2):F3} bits each");
foreach (var clamp in new[] { 10.0, 20, 50 })
    Console.WriteLine($"clamped at {clamp,2} bits: {nats.Average(nat => Math.Min(nat / Math.Log(2), clamp)):F3} bits per character");

// %% [markdown]
// ## Exercises
//
// 1. Which of `measure --list`'s metrics depend on the size of a text? (Its column *valid when* says so.)
// 2. In part 3, look at `distinct_4` instead of `bpc_real`. Does the control explain that too?
// 3. How many seeds does it take until the interval of part 2 is narrower than .01 bits?
