#:project ../src/TextCollapse.Core/TextCollapse.Core.csproj
#:project ../src/TextCollapse.Models/TextCollapse.Models.csproj
#:project ../src/TextCollapse.Metrics/TextCollapse.Metrics.csproj
#:project ../src/TextCollapse.Experiments/TextCollapse.Experiments.csproj
#:project ../src/TextCollapse.Reporting/TextCollapse.Reporting.csproj
#:property NoWarn=CS1591
#:property PublishAot=false

// %% [markdown]
// # 5. Mitigations
//
// What can be done about collapse? More real text is the mitigation that everybody agrees on. Others change how a model learns, how its text is drawn, or
// what the next model may read. A mitigation has to be judged on two axes at once: does the model stay good at real text, and does its text stay diverse?
// Noise, for one, makes any text more diverse. (Six seeds cannot give a Holm-adjusted p below .05 for five mitigations: read the intervals here, and take eight
// seeds for a verdict.)

// %%
using System.Globalization;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Reporting;
using TextCollapse.Reporting.Figures;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var study = """
    name: mitigations
    corpus: { source: "grammar:stories", train: 60_000, held_out: 15_000, validation: 10_000, document_length: 1000 }
    model: { kind: ngram, order: 5 }
    generations: 6
    seeds: 1-6
    arms:
      - { name: nothing done }
      - { name: noise, mitigations: [character-noise: 0.02] }
      - { name: hotter, decoding.temperature: 1.1 }
      - { name: cooler, decoding.temperature: 0.9 }
      - { name: accept only if no worse, mitigations: [accept: { margin: 0.0 }] }
      - { name: a quarter real, mixing.strategy: fixed-real, mixing.real_share: 0.25 }
    """;
var run = StudyRun.Finish(study, Directory.CreateTempSubdirectory("lesson-").FullName);
var rows = GenerationsCsv.Rows(run);

// %% [markdown]
// ## Two axes
//
// Left is better at real text than doing nothing, right is worse; up is more diverse. Each cross is the mean difference over six seeds with its interval.

// %%
var contrasts = Contrast.Of(rows, "nothing-done", 6, ["bpc_real", "distinct_4"]);
Contrast Of(string arm, string metric) => contrasts.Single(contrast =>
    contrast.Arm == arm && contrast.Metric == metric && contrast.Outcome == ContrastOutcome.Level);
Inline.Show(new EffectChart
{
    Name = "mitigations-effects",
    Title = "Each mitigation against doing nothing, generation 6",
    XTitle = "difference in bits per character on real text",
    YTitle = "difference in distinct-4",
    Baseline = "nothing done",
    Effects =
    [
        .. run.Plan.Arms.Skip(1).Select(arm => (arm.Id, Bits: Of(arm.Id, "bpc_real").Difference, Distinct: Of(arm.Id, "distinct_4").Difference))
            .Select(arm => new Effect(arm.Id, arm.Bits.Mean.Value, arm.Bits.Lower.Value, arm.Bits.Upper.Value, arm.Distinct.Mean.Value, arm.Distinct.Lower.Value, arm.Distinct.Upper.Value)),
    ],
});
foreach (var arm in run.Plan.Arms.Skip(1))
    Console.WriteLine($"{arm.Id,-24} bits {Of(arm.Id, "bpc_real").Difference.Mean.Value,7:F3}   distinct-4 {Of(arm.Id, "distinct_4").Difference.Mean.Value,8:F4}   Holm-adjusted p (bits) {Of(arm.Id, "bpc_real").AdjustedP.Value:F3}");

// %% [markdown]
// ## What the rule did
//
// `accept` looks at *validation* text, not at the held-out text by which all arms are judged. Each time that it stepped in is on record.

// %%
foreach (var record in GenerationsCsv.Read(run).Where(record => record.Arm == "accept-only-if-no-worse" && record.Seed == 1))
    foreach (var intervention in record.Facts.Interventions)
        Console.WriteLine($"generation {record.Facts.Generation}: {intervention.Kind} by {intervention.By}");

// %% [markdown]
// With a margin of 0 and nothing but written text to read, no new generation is ever good enough: the rule holds the chain at model 0, which writes all
// texts. It prevents collapse by preventing the loop. A wider margin, or real text to read when it steps in, lets the chain move.
//
// ## Exercises
//
// 1. Which mitigation buys diversity by getting worse at the language?
// 2. Put two together: `mitigations: [character-noise: 0.02, accept: { margin: 0.0 }]`.
// 3. `textcollapse study list` lists all mitigations; those for neural models need `model: { kind: gru }`.
