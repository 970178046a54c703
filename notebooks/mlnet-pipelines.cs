#:project ../src/TextCollapse.Core/TextCollapse.Core.csproj
#:project ../src/TextCollapse.Models/TextCollapse.Models.csproj
#:project ../src/TextCollapse.Metrics/TextCollapse.Metrics.csproj
#:project ../src/TextCollapse.Experiments/TextCollapse.Experiments.csproj
#:project ../src/TextCollapse.Reporting/TextCollapse.Reporting.csproj
#:project ../src/TextCollapse.MLNet/TextCollapse.MLNet.csproj
#:property NoWarn=CS1591
#:property PublishAot=false

// %% [markdown]
// # 6. ML.NET pipelines on your own text
//
// The metrics are ML.NET estimators, too: append them to a pipeline like any other column. Here a model learns from real text and writes; a pipeline
// scores every document and learns to tell the two kinds apart. Replace the two lists of strings by your own documents.

// %%
using System.Globalization;
using Microsoft.ML;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Mixing;
using TextCollapse.MLNet;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Models.Ngram;
using TextCollapse.Randomness;
using TextCollapse.Reporting.Figures;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var real = RealText.Prepare((IDrawnText)TextSource.Parse("grammar:stories"), new RealTextSettings { Train = 60_000, HeldOut = 30_000, Validation = 0, DocumentLength = 500, Seed = 1 });
var key = new RandomKey(1, "lesson", 0);
var model = new NgramTrainer(new NgramOptions { Order = 4 }).Train(new TrainingTask { Corpus = real.Training, Validation = real.Validation, Random = key }).Model;
var written = new Decoder(new DecodingOptions()).Generate(model, new GenerationTask { Characters = 30_000, DocumentLength = 500, Random = key, Provenance = Provenance.Synthetic(0, "lesson") });
Text[] texts =
[
    .. real.HeldOut.Documents.Select(document => new Text { Content = real.Alphabet.Decode(document.Symbols.Span), Label = false }),
    .. written.Documents.Select(document => new Text { Content = real.Alphabet.Decode(document.Symbols.Span), Label = true }),
];
Console.WriteLine($"{texts.Count(text => !text.Label)} real documents, {texts.Count(text => text.Label)} written ones");

// %% [markdown]
// ## Perplexity and repetition as columns

// %%
var ml = new MLContext(seed: 1);
var data = ml.Data.LoadFromEnumerable(texts);
var tools = ml.TextCollapse();
var measuring = tools.Perplexity(model, nameof(Text.Content)).Append(tools.Repetition(nameof(Text.Content), order: 4));
var measured = ml.Data.CreateEnumerable<Scored>(measuring.Fit(data).Transform(data), reuseRowObject: false).ToArray();
foreach (var kind in measured.GroupBy(row => row.Label))
    Console.WriteLine($"{(kind.Key ? "written" : "real"),-8} perplexity {kind.Average(row => row.Perplexity):F2}   seq-rep-4 {kind.Average(row => row.SequenceRepetition):F3}");
Inline.Show(new Histogram
{
    Name = "mlnet-perplexity",
    Title = "Perplexity of each document under the model that wrote half of them",
    XTitle = "perplexity per character",
    YTitle = "documents",
    Bins = 24,
    Panels = [new("", [.. measured.GroupBy(row => row.Label).Select(kind => new HistogramSample(kind.Key ? "written" : "real", [.. kind.Select(row => (double)row.Perplexity)]))])],
});

// %% [markdown]
// ## Real or written?
//
// Character n-grams into a logistic regression. Set the regularisation: ML.NET's default leaves normalised n-grams next to no weight.

// %%
var detector = tools.DetectorFeatures("Features", nameof(Text.Content)).AppendCacheCheckpoint(ml)
    .Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(l1Regularization: 0, l2Regularization: 0.01f));
var folds = ml.BinaryClassification.CrossValidate(data, detector, numberOfFolds: 5);
Console.WriteLine($"area under the ROC curve, mean of 5 folds: {folds.Average(fold => fold.Metrics.AreaUnderRocCurve):F2} (.5 is guessing, 1 is certain)");

// %% [markdown]
// ## Exercises
//
// 1. Raise the order of the model to 6. Does the detector still tell its text from real text?
// 2. Add `metrics: { detector: logistic }` to a study and watch `detector_auc` over the generations.

// %% [types]
public sealed class Text
{
    public string Content { get; set; } = "";
    public bool Label { get; set; }
}

public sealed class Scored
{
    public bool Label { get; set; }
    public double Perplexity { get; set; }
    public double SequenceRepetition { get; set; }
}
