using System.Globalization;
using Spectre.Console;
using TextCollapse.Experiments.Analysis;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Storage;
using TextCollapse.Metrics;
using TextCollapse.Metrics.Definitions;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Reporting;
using TextCollapse.Reporting.Report;

namespace TextCollapse.Cli.Output;

/// <summary>The summary after a run: findings, one curve per arm and metric, tests, failure modes, and samples of generated text.</summary>
internal static class RunSummary
{
    private static readonly MetricColumn[] OfRuns =
        [.. PrimaryOptions.KeyMetrics.Select(column => GenerationColumns.Find(column)!), GenerationMeter.WordShare];

    private static readonly MetricColumn[] OfAnalyses =
        [AnalysisColumns.BpcSuccessor, GenerationMeter.Distinct.At(8), GenerationMeter.HapaxRetentionHeldOut];

    /// <summary>Limits for large studies; the result files are complete.</summary>
    private const int MaxCurves = 40, MaxSamples = 8;

    public static void Show(Terminal terminal, RunStore records, TimeSpan elapsed)
    {
        var folder = records.Folder;
        var rows = records.Generations.ToLookup(row => row.Arm);
        foreach (var sentence in Findings.Of(records))
            terminal.Line(sentence);
        terminal.Line();
        terminal.Console.Write(Curves(records, rows));
        terminal.Line("Means over seeds, from generation 0 to the last; the curves of a column share one scale.");
        var shown = records.Contrasts.Where(contrast => contrast.Primary && contrast.Metric == records.Design.Metrics[0]);
        foreach (var contrast in shown.Take(MaxCurves))
            terminal.Line(CollapseSentences.Of(contrast));
        var reference = records.Analysis is { IsReferenceReal: false } ? "Against generation 0: " : "";
        foreach (var (arm, diagnoses) in records.Diagnoses.Take(MaxCurves))
            terminal.Line(reference + PlainDiagnosis.Of(arm, diagnoses));
        ShowProfiles(terminal, records);
        terminal.Line();
        foreach (var arm in folder.Plan.Arms.Where(arm => rows[arm.Id].Any()).Take(MaxSamples))
            terminal.Console.Write(Samples(records, arm, terminal.Console.Profile.Width));
        if (folder.Plan.Arms.Count > MaxSamples)
            terminal.Line($"Shown are {MaxSamples} of {folder.Plan.Arms.Count} arms; the report and the result files have them all.");
        if (SharedTraining.Sentence(records) is { } saved)
            terminal.Line(saved);
        terminal.Line($"Done in {elapsed.TotalSeconds:F0} s.");
    }

    private static string Restate(RunStore records, string words) => records.Analysis?.Restate(words) ?? words;

    /// <summary>One line of eight marks per arm.</summary>
    private static void ShowProfiles(Terminal terminal, RunStore records)
    {
        if (records.Profiles.All(profile => profile.Readings.All(reading => reading.Mark == ProfileMark.Undecided)))
            return;
        var shown = records.Profiles.Take(MaxCurves).ToArray();
        var width = shown.Max(profile => profile.Arm.Length);
        var reference = records.Analysis is { IsReferenceReal: false } ? " against generation 0" : "";
        terminal.Line($"Definitions of collapse{reference} (● yes, · no, ? undecided, – not asked): "
            + string.Join(", ", CollapseDefinition.All.Select(definition => $"{definition.Number} {definition.Name}")) + ".");
        foreach (var profile in shown)
            terminal.Line($"  {profile.Arm.PadRight(width)}  {profile.Marks}");
    }

    private static Table Curves(RunStore records, ILookup<string, (string Arm, long Seed, GenerationFacts Facts)> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("arm");
        var shown = records.Folder.Plan.Arms.Where(arm => rows[arm.Id].Any()).Take(MaxCurves).ToArray();
        var means = new List<Dictionary<string, double[]>>();
        foreach (var column in records.Analysis is null ? OfRuns : OfAnalyses)
        {
            var curves = shown.ToDictionary(arm => arm.Id, arm => Means(rows[arm.Id], column.Id));
            if (column == GenerationMeter.WordShare && curves.Values.All(curve => curve.All(double.IsNaN)))
                continue; // a text without words
            table.AddColumn(Restate(records, $"{column.Label}, {column.Unit}"));
            means.Add(curves);
        }
        foreach (var arm in shown)
            table.AddRow([new Text(arm.Id), .. means.Select(column => Curve(column[arm.Id], column.Values))]);
        return table;
    }

    private static double[] Means(IEnumerable<(string Arm, long Seed, GenerationFacts Facts)> rows, string id) =>
        [.. rows.GroupBy(row => row.Facts.Generation).OrderBy(group => group.Key)
            .Select(group => group.Average(row => row.Facts[id].OrNaN))];

    private static Text Curve(double[] values, IEnumerable<double[]> all)
    {
        var finite = all.SelectMany(one => one).Where(double.IsFinite).ToArray();
        return finite.Length == 0 ? new Text("undefined") : new Text(string.Create(CultureInfo.InvariantCulture,
            $"{values[0]:F3} {Sparkline.Draw(Thin(values), finite.Min(), finite.Max())} {values[^1]:F3}"));
    }

    /// <summary>Subsamples the curve of a long chain to the width of a column.</summary>
    private static double[] Thin(double[] values)
    {
        const int most = 24;
        return values.Length <= most ? values : [.. Enumerable.Range(0, most).Select(i => values[i * (values.Length - 1) / (most - 1)])];
    }

    private static Table Samples(RunStore records, Arm arm, int width)
    {
        var folder = records.Folder;
        var chain = folder.Chain(arm, folder.Plan.Seeds[0]);
        var last = ChainStore.In(chain).Count() - 1;
        int[] generations = [.. new[] { 0, last / 2, last }.Distinct()];
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape($"{arm.Id}, seed {folder.Plan.Seeds[0]}")).Expand();
        foreach (var generation in generations)
        {
            var heading = generation == 0 && records.Analysis is null ? "generation 0 (trained on real text)" : $"generation {generation}";
            table.AddColumn(new TableColumn(new Text(heading)).Width(Math.Max(20, (width - 10) / 3)));
        }
        return table.AddRow(generations
            .Select(generation => new Text(PlainText.ForTerminal(new GenerationFolder(chain, generation).Sample(360)))));
    }
}
