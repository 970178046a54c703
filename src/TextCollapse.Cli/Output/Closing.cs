using System.Globalization;
using Spectre.Console;
using TextCollapse.Chains;
using TextCollapse.Metrics;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Reporting;
using TextCollapse.Statistics;
using TextCollapse.Studies;

namespace TextCollapse.Cli.Output;

/// <summary>The end of a run: one curve per arm and metric, and what the arms wrote at the beginning, in the middle and last.</summary>
internal static class Closing
{
    private static readonly MetricColumn[] Headlines = [.. ContrastsCsv.Primary.Select(column => GenerationColumns.Find(column)!)];

    /// <summary>As much of a large study as a person reads; the files have all of it.</summary>
    private const int MostCurves = 40, MostSamples = 8;

    public static void Show(Terminal terminal, RunRecords records, TimeSpan elapsed)
    {
        var folder = records.Folder;
        var rows = records.Generations.ToLookup(row => row.Cell);
        terminal.Console.Write(Curves(folder, rows));
        terminal.Line("Means over seeds, from generation 0 to the last; the curves of a column share one scale.");
        foreach (var contrast in records.Contrasts.Where(contrast => contrast.Metric == ContrastsCsv.Primary[0]).Take(MostCurves))
            terminal.Line(PlainSentences.Of(contrast));
        foreach (var threshold in ThresholdCsv.Of(records))
            terminal.Line(ThresholdCsv.Sentence(threshold));
        foreach (var (cell, diagnoses) in records.Diagnoses.Take(MostCurves))
            terminal.Line(PlainDiagnosis.Of(cell, diagnoses));
        terminal.Line();
        foreach (var cell in folder.Plan.Cells.Where(cell => rows[cell.Id].Any()).Take(MostSamples))
            terminal.Console.Write(Samples(folder, cell, terminal.Console.Profile.Width));
        if (folder.Plan.Cells.Count > MostSamples)
            terminal.Line($"{folder.Plan.Cells.Count} cells are too many to show here; summary.csv and contrasts.csv have them all.");
        if (SharedTraining.Sentence(records) is { } saved)
            terminal.Line(saved);
        terminal.Line($"Done in {elapsed.TotalSeconds:F0} s.");
    }

    private static Table Curves(RunFolder folder, ILookup<string, (string Cell, long Seed, GenerationFacts Facts)> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("arm");
        foreach (var column in Headlines)
            table.AddColumn($"{column.Label}, {column.Unit}");
        var shown = folder.Plan.Cells.Where(cell => rows[cell.Id].Any()).Take(MostCurves).ToArray();
        var means = Headlines.ToDictionary(headline => headline.Id, headline => shown.ToDictionary(cell => cell.Id, cell => Means(rows[cell.Id], headline.Id)));
        foreach (var cell in shown)
            table.AddRow([new Text(cell.Id), .. Headlines.Select(headline => Curve(means[headline.Id][cell.Id], means[headline.Id].Values))]);
        return table;
    }

    private static double[] Means(IEnumerable<(string Cell, long Seed, GenerationFacts Facts)> rows, string id) =>
        [.. rows.GroupBy(row => row.Facts.Generation).OrderBy(group => group.Key).Select(group => group.Average(row => row.Facts[id].OrNaN))];

    private static Text Curve(double[] values, IEnumerable<double[]> all)
    {
        var finite = all.SelectMany(one => one).Where(double.IsFinite).ToArray();
        return finite.Length == 0 ? new Text("undefined") : new Text(string.Create(CultureInfo.InvariantCulture,
            $"{values[0]:F3} {Sparkline.Draw(Thin(values), finite.Min(), finite.Max())} {values[^1]:F3}"));
    }

    /// <summary>A long chain's curve at the width of a column.</summary>
    private static double[] Thin(double[] values)
    {
        const int most = 24;
        return values.Length <= most ? values : [.. Enumerable.Range(0, most).Select(i => values[i * (values.Length - 1) / (most - 1)])];
    }

    private static Table Samples(RunFolder folder, Cell cell, int width)
    {
        var chain = folder.Chain(cell, folder.Plan.Seeds[0]);
        var last = ChainRecord.In(chain).Count() - 1;
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape($"{cell.Id}, seed {folder.Plan.Seeds[0]}")).Expand();
        foreach (var generation in new[] { 0, last / 2, last }.Distinct())
            table.AddColumn(new TableColumn(new Text(generation == 0 ? "generation 0 (has read real text)" : $"generation {generation}")).Width(Math.Max(20, (width - 10) / 3)));
        table.AddRow(new[] { 0, last / 2, last }.Distinct().Select(generation => new Text(PlainText.ForTerminal(new GenerationFolder(chain, generation).Sample(360)))));
        return table;
    }
}
