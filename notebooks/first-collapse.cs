#:project ../src/TextCollapse.Core/TextCollapse.Core.csproj
#:project ../src/TextCollapse.Models/TextCollapse.Models.csproj
#:project ../src/TextCollapse.Metrics/TextCollapse.Metrics.csproj
#:project ../src/TextCollapse.Experiments/TextCollapse.Experiments.csproj
#:project ../src/TextCollapse.Reporting/TextCollapse.Reporting.csproj
#:property NoWarn=CS1591
#:property PublishAot=false

// %% [markdown]
// # 1. First collapse
//
// A language model learns from a text and writes a new one. The next model learns from that, and so on. What becomes of the text?
//
// The model here is as small as can be: it looks at the last four characters and draws the fifth as often as it stood there in what it read
// (a 5-gram model). The real text is drawn from a grammar of little stories, so nothing has to be downloaded. Two arms are compared:
//
// - **replace**: each generation reads only what the last one wrote;
// - **accumulate**: each generation reads everything so far, the real text included.
//
// About ten minutes with the exercises.

// %%
using System.Globalization;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Reporting;
using TextCollapse.Reporting.Figures;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var study = """
    name: first-collapse
    corpus: { source: "grammar:stories", train: 60_000, held_out: 15_000, document_length: 1000 }
    model: { kind: ngram, order: 5 }
    generations: 8
    seeds: 1-5
    grid: { mixing.strategy: [replace, accumulate] }
    """;
var run = StudyRun.Finish(study, Directory.CreateTempSubdirectory("lesson-").FullName);
var rows = GenerationsCsv.Rows(run);
Console.WriteLine($"{rows.Count} generations: {run.Plan.Arms.Count} arms, {run.Plan.Seeds.Count} seeds, generations 0 to 8");

// %% [markdown]
// ## Read it
//
// Before any number, look at the text: the same arm, generation by generation. Which words are gone? Which sentences come back?

// %%
string Sample(string arm, int generation)
{
    var text = File.ReadAllText(Path.Combine(run.Path, "cells", arm, "seed-1", $"gen-{generation:00}", "text.txt"));
    return text[..160].Replace("\n", " ");
}

foreach (var generation in new[] { 0, 2, 4, 8 })
    Console.WriteLine($"replace, generation {generation}:\n  {Sample("replace", generation)}\n");
Console.WriteLine($"accumulate, generation 8:\n  {Sample("accumulate", 8)}");

// %% [markdown]
// ## Measure it
//
// *Bits per character* on held-out real text says how badly a model predicts text that nobody in the chain was trained on: the number of yes-or-no
// questions per character that it would need. Lower is better. Each point is the mean over five seeds, with the 95 % interval.

// %%
void Show(string metric, string title, string unit) => Inline.Show(new LineChart
{
    Name = $"first-collapse-{metric}",
    Title = title,
    XTitle = "generation",
    YTitle = unit,
    Series =
    [
        .. Summary.Of(rows).GroupBy(summary => summary.Arm)
            .Select(arm => new Series(arm.Key, [.. arm.Select(summary => SeriesPoint.Of(summary.Generation, summary.Metrics.First(pair => pair.Key == metric).Value))])),
    ],
});

Show("bpc_real", "How badly held-out real text is predicted", "bits per character");

// %% [markdown]
// And the text itself: what share of its 4-grams are different ones?

// %%
Show("distinct_4", "How many different 4-grams are written", "different 4-grams per 4-gram");

// %% [markdown]
// ## Is it more than chance?
//
// Arms share their seeds: with seed 1 both start from the same model 0. So they compare as pairs.

// %%
var contrast = Contrast.Of(rows, "replace", 8, ["bpc_real"]).First(contrast => contrast.Metric == "bpc_real");
Console.WriteLine($"accumulate − replace at generation 8: {contrast.Difference.Mean.Value:F3} bits per character, 95 % interval {contrast.Difference.Lower.Value:F3} to {contrast.Difference.Upper.Value:F3}");
Console.WriteLine($"sign-flip test over {contrast.Differences.Count} seeds: p = {contrast.Test.P.Value:F4}, the smallest that {contrast.Differences.Count} seeds can give: {Math.Pow(2, 1 - contrast.Differences.Count):F4}");

// %% [markdown]
// ## Exercises
//
// 1. Five seeds cannot give a p below .0625. How many does it take to reach .05? Change `seeds` and see.
// 2. Add `fixed-real` to the grid (half real text, half written, each generation). Where does its curve lie, and why?
// 3. Set `decoding: { temperature: 0.8 }`. The text gets *plainer*; does held-out text get easier or harder to predict?
// 4. Take a text of your own: `corpus: { source: "file:novel.txt", train: 200_000, held_out: 20_000 }`.
