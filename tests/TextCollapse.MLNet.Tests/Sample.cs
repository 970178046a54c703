using Microsoft.ML;
using TextCollapse.Models;
using TextCollapse.Reporting;

namespace TextCollapse.MLNet.Tests;

/// <summary>The sample for people who know ML.NET; what stands between the marks is meant to be pasted.</summary>
internal static class Sample
{
    public static double Run(string realFolder, string writtenFolder, string modelFile, string csvFile)
    {
        // <sample>
        var ml = new MLContext(seed: 1);
        var texts = new[] { (Folder: realFolder, Written: false), (Folder: writtenFolder, Written: true) }
            .SelectMany(kind => Directory.GetFiles(kind.Folder, "*.txt").Order().Select(file => new Text { File = file, Content = System.IO.File.ReadAllText(file), Label = kind.Written }));
        var data = ml.Data.LoadFromEnumerable(texts.ToArray());

        // Perplexity under any model of TextCollapse, and how much each document repeats itself.
        var tools = ml.Transforms.TextCollapse();
        var measured = tools.Perplexity(ModelFile.Load(modelFile), nameof(Text.Content))
            .Append(tools.Repetition(nameof(Text.Content), order: 4));

        // Real or written? Set the regularisation: ML.NET's default leaves normalised n-grams next to no weight.
        var detector = tools.DetectorFeatures("Features", nameof(Text.Content))
            .AppendCacheCheckpoint(ml)
            .Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(l1Regularization: 0, l2Regularization: 0.01f));
        var auc = ml.BinaryClassification.CrossValidate(data, detector, numberOfFolds: 5).Average(fold => fold.Metrics.AreaUnderRocCurve);

        // Documents with their scores; PipelineFolder.Save(ml, fitted, data.Schema, folder) would keep the pipeline.
        var fitted = measured.Append(detector).Fit(data);
        using var csv = new CsvTable(["file", "perplexity", "seq_rep_4", "terminal_loop_share", "log_odds_written"]);
        foreach (var row in ml.Data.CreateEnumerable<Scored>(fitted.Transform(data), reuseRowObject: true))
            csv.Field(row.File).Field(row.Perplexity).Field(row.SequenceRepetition).Field(row.TerminalLoopShare).Field(row.Score).EndRow();
        csv.Save(csvFile);
        // </sample>
        return auc;
    }

    private sealed class Text
    {
        public string File { get; set; } = "";
        public string Content { get; set; } = "";
        public bool Label { get; set; }
    }

    private sealed class Scored
    {
        public string File { get; set; } = "";
        public double Perplexity { get; set; }
        public double SequenceRepetition { get; set; }
        public double TerminalLoopShare { get; set; }
        public float Score { get; set; }
    }
}
