#:project ../src/TextCollapse.Core/TextCollapse.Core.csproj
#:project ../src/TextCollapse.Models/TextCollapse.Models.csproj
#:project ../src/TextCollapse.Metrics/TextCollapse.Metrics.csproj
#:project ../src/TextCollapse.Experiments/TextCollapse.Experiments.csproj
#:project ../src/TextCollapse.Reporting/TextCollapse.Reporting.csproj
#:property NoWarn=CS1591
#:property PublishAot=false

// %% [markdown]
// # 3. How much real text is enough?
//
// Somebody has to decide how much of a training corpus may be synthetic. Here every generation reads the same number of characters; a share of them is
// real (the same real text each time), the rest is what the last model wrote. What is lost after eight generations, for each share?

// %%
using System.Globalization;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Reporting;
using TextCollapse.Reporting.Figures;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
double[] shares = [0, 0.05, 0.1, 0.25, 0.5, 0.75, 1];
var study = $$"""
    name: how-much-real
    corpus: { source: "grammar:stories", train: 60_000, held_out: 15_000, document_length: 1000 }
    model: { kind: ngram, order: 5 }
    mixing: { strategy: fixed-real }
    generations: 8
    seeds: 1-6
    grid: { mixing.real_share: [{{string.Join(", ", shares)}}] }
    """;
var run = StudyRun.Finish(study, Directory.CreateTempSubdirectory("lesson-").FullName);
var rows = GenerationsCsv.Rows(run);

// %% [markdown]
// First the audit. A share that was asked for and a share that was read are two things; published comparisons have been void because nobody looked.

// %%
foreach (var row in rows.Where(row => row.Seed == 1 && row.Generation == 8))
    Console.WriteLine($"{row.Arm,-16} asked for {row["real_share_requested"].Value,5:P0}   read {row["real_share_realised"].Value,7:P2}   of {row["training_chars"].Value:N0} characters");

// %% [markdown]
// ## The curves, and the end of them

// %%
Inline.Show(new LineChart
{
    Name = "real-share-curves",
    Title = "Held-out real text, by the share of real text that is read",
    XTitle = "generation",
    YTitle = "bits per character",
    Series =
    [
        .. Summary.Of(rows).GroupBy(summary => summary.Arm)
            .Select(arm => new Series(arm.Key.Replace("fixed-real-", ""), [.. arm.Select(summary => SeriesPoint.Of(summary.Generation, summary.Metrics.First(pair => pair.Key == "bpc_real").Value))])),
    ],
});

// %%
// What each chain lost between generation 0 and 8, paired with itself.
SeedInterval Loss(double share)
{
    var arm = $"fixed-real-{share}";
    double Of(long seed, int generation) => rows.Single(row => row.Arm == arm && row.Seed == seed && row.Generation == generation)["bpc_real"].Value;
    return SeedInterval.Student([.. run.Plan.Seeds.Select(seed => Of(seed, 8) - Of(seed, 0))]);
}

Inline.Show(new LineChart
{
    Name = "real-share-loss",
    Title = "What eight generations lose",
    XTitle = "share of real text",
    YTitle = "rise in bits per character",
    XIsWhole = false,
    Series = [new("generation 8 − generation 0", [.. shares.Select(share => SeriesPoint.Of(share, Loss(share)))])],
});
foreach (var share in shares)
    Console.WriteLine($"{share,5:P0} real: {Loss(share).Mean.Value,6:F3} bits ({Loss(share).Lower.Value:F3} to {Loss(share).Upper.Value:F3})");

// %% [markdown]
// Here a tenth of real text saves a fifth of the loss, a quarter saves half, half saves almost four fifths. At 100 % nothing synthetic is read and
// nothing is lost: the same text is counted again each time. A threshold is a reading of this curve, not a law: it depends on the model, on the size of
// the text and on how the text is drawn.
//
// ## Exercises
//
// 1. `textcollapse run mixing-ratios` does this at full size and gives the share at which collapse stops, with an interval. Compare.
// 2. Replace `fixed-real` by `fresh-real`: new real text every generation. Is fresh better than the same again?
// 3. Halve `corpus.train`. Does the same *share* still do? Does the same *number of characters*?
