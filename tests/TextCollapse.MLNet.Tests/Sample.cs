using Microsoft.ML;
using TextCollapse.Models;

namespace TextCollapse.MLNet.Tests;

/// <summary>The code of docs/mlnet.md: what stands between the marks is what the page shows, in order.</summary>
internal static class Sample
{
    /// <summary>Runs it and gives the area under the ROC curve of its detector.</summary>
    public static double Run(string realFolder, string generatedFolder, string modelFile, string savedFolder, TextWriter output)
    {
        // <sample>
        var ml = new MLContext(seed: 1);
        var texts = new[] { (Folder: realFolder, Generated: false), (Folder: generatedFolder, Generated: true) }
            .SelectMany(kind => Directory.GetFiles(kind.Folder, "*.txt").Order()
                .Select(file => new Text { File = file, Content = File.ReadAllText(file), Label = kind.Generated }));
        var data = ml.Data.LoadFromEnumerable(texts.ToArray());
        // </sample>

        // <sample>
        var tools = ml.TextCollapse();
        var pipeline = tools.Perplexity(ModelFile.Load(modelFile), "Content")
            .Append(tools.Repetition("Content", order: 4))
            .Append(tools.Diversity("Content"));
        var fitted = pipeline.Fit(data);
        var measured = fitted.Transform(data);
        foreach (var row in ml.Data.CreateEnumerable<Measured>(measured, reuseRowObject: true))
            output.WriteLine($"{row.File}: perplexity {row.Perplexity:F2}, seq-rep-4 {row.SequenceRepetition:F3}");
        // </sample>

        // <sample>
        foreach (var generated in new[] { false, true })
        {
            var rows = ml.Data.FilterByCustomPredicate<Text>(measured, text => text.Label != generated);
            var metrics = tools.Evaluate(rows, "Content");
            output.WriteLine($"{(generated ? "generated" : "real")}: {metrics.BitsPerCharacter:F3} bits per character, "
                + $"distinct-4 {metrics.Distinct[3]:F3}, entropy of 4-grams {metrics.Entropy[3]:F2} nats");
        }
        // </sample>

        // <sample>
        var engine = ml.Model.CreatePredictionEngine<Text, Measured>(fitted);
        var one = engine.Predict(new Text { Content = "and so on and so on and so on and so on" });
        output.WriteLine($"ends in a loop of {one.TerminalLoopPeriod} characters");
        // </sample>

        // <sample>
        PipelineFolder.Save(ml, fitted, data.Schema, savedFolder);
        var loaded = PipelineFolder.Load(ml, savedFolder);
        var again = tools.Evaluate(loaded.Transform(data), "Content");
        // </sample>

        // <sample>
        var detector = tools.DetectorFeatures("Features", "Content")
            .AppendCacheCheckpoint(ml)
            .Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(l1Regularization: 0, l2Regularization: 0.01f));
        var folds = ml.BinaryClassification.CrossValidate(data, detector, numberOfFolds: 5);
        var auc = folds.Average(fold => fold.Metrics.AreaUnderRocCurve);
        // </sample>
        output.WriteLine($"all: {again.Documents} documents");
        return auc;
    }

    // <sample>
    public sealed class Text
    {
        public string File { get; set; } = "";
        public string Content { get; set; } = "";
        public bool Label { get; set; }
    }

    public sealed class Measured
    {
        public string File { get; set; } = "";
        public double Perplexity { get; set; }
        public double SequenceRepetition { get; set; }
        public double TerminalLoopPeriod { get; set; }
        public double[] Distinct { get; set; } = [];
    }
    // </sample>
}
