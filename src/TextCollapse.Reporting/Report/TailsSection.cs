using System.Globalization;
using TextCollapse.Chains;
using TextCollapse.Reporting.Figures;

namespace TextCollapse.Reporting.Report;

/// <summary>The tails: how plain and how strange documents are to the first model, and which frequencies of the real text are still written.</summary>
internal static class TailsSection
{
    /// <summary>The columns of retention, each to twice its fewest occurrences.</summary>
    private static readonly (string Column, string Name)[] Bands = [.. GenerationMeter.Retention.Orders.Select(fewest => (GenerationMeter.Retention.At(fewest).Id, Name(fewest)))];

    public static ReportSection? Of(RunResults results)
    {
        var scores = DocumentScores.Of(results);
        var histogram = scores is { Panels.Count: > 0 } ? Histogram(scores) : null;
        var bands = Bands.Where(band => results.Arms.Any(arm => results.Mean(arm.Id, 0, band.Column).Mean.IsDefined)).ToArray();
        var map = bands.Length > 0 ? Map(results, bands) : null;
        var all = map is not null && results.WhichArms() is not null ? AllArms(results, bands) : null;
        return histogram is null && map is null ? null : new("tails", "The tails",
            histogram is null ? null : ReportSection.Show(histogram, $"How surprising each document is to the model of generation 0 ({scores!.Documents}). Grey is what generation 0 itself writes. Collapse draws the bulk to the left, into text that the first model finds ever plainer; errors that pile up draw a tail to the right."),
            map is null ? null : ReportSection.Show(map, "Of the 5-grams that the real training text has once, twice to three times, and so on: which per cent each generation still writes (means over seeds). A collapse begins in the top row."),
            results.WhichArms() is { } which ? Html.Note($"{which} Below are all.") : null,
            all is null ? null : ReportSection.Show(all, "The same for every arm, in the middle and at the end; a column per band."))
        { Figures = [.. new Figure?[] { histogram, map, all }.OfType<Figure>()] };
    }

    private static Histogram Histogram(DocumentScores scores) => new()
    {
        Name = "document_nll",
        Title = "Documents under the first model",
        Description = string.Join(" ", scores.Panels.Select(panel => $"{panel.Name}: " + string.Join(", ", panel.Samples.Where(sample => sample.Values.Count > 0).Select(sample => $"{sample.Name} median {Html.Number(Median(sample.Values), "F2")}")) + ".")),
        XTitle = "bits per character under the model of generation 0",
        YTitle = "share of documents",
        Panels = scores.Panels,
        Bins = 28,
    };

    private static string Name(int fewest) => fewest == 1 ? "once"
        : fewest == GenerationMeter.Retention.Orders[^1] ? FormattableString.Invariant($"{fewest} and more") : FormattableString.Invariant($"{fewest}–{2 * fewest - 1} times");

    private static HeatMap Map(RunResults results, (string Column, string Name)[] bands)
    {
        var arms = results.SomeArms();
        var generations = Some([.. Enumerable.Range(0, arms.Max(arm => results.GenerationsOf(arm.Id).Last()) + 1)], 21);
        return new()
        {
            Name = "tail_retention",
            Title = "What is still written, by how often the real text has it",
            Description = string.Join(" ", arms.Select(arm => $"{arm.Id}: of what the real text has once, {Html.Number(100 * results.Mean(arm.Id, 0, bands[0].Column).Mean.OrNaN, "F0")} % at generation 0 and {Html.Number(100 * results.Mean(arm.Id, results.GenerationsOf(arm.Id).Last(), bands[0].Column).Mean.OrNaN, "F0")} % at the end.")),
            RowTitle = "times in the real text",
            ColumnTitle = "generation",
            ValueTitle = "per cent of the real text’s 5-grams still written",
            Rows = [.. bands.Select(band => band.Name)],
            Columns = [.. generations.Select(generation => generation.ToString(CultureInfo.InvariantCulture))],
            Panels = [.. arms.Select(arm => new HeatMapPanel(arm.Id, [.. bands.Select(band => (IReadOnlyList<double>)[.. generations.Select(generation => results.Mean(arm.Id, generation, band.Column).Mean.OrNaN)])]))],
        };
    }

    /// <summary>Every arm in a row: where there are many, panels of generations would be more than a page and a file can hold.</summary>
    private static HeatMap AllArms(RunResults results, (string Column, string Name)[] bands)
    {
        int[] moments = [.. new[] { results.Last / 2, results.Last }.Distinct()];
        return new()
        {
            Name = "tail_retention_arms",
            Title = "What every arm still writes",
            Description = $"{results.Arms.Count} arms by how often the real text has a 5-gram, at generation {string.Join(" and ", moments)}.",
            RowTitle = "arm",
            ColumnTitle = "times, from",
            ValueTitle = "per cent of the real text’s 5-grams still written",
            Rows = [.. results.Arms.Select(arm => arm.Id)],
            Columns = [.. bands.Select(band => band.Column[(band.Column.IndexOf('_', StringComparison.Ordinal) + 1)..])],
            Panels = [.. moments.Select(generation => new HeatMapPanel(string.Create(CultureInfo.InvariantCulture, $"generation {generation}"),
                [.. results.Arms.Select(arm => (IReadOnlyList<double>)[.. bands.Select(band => results.Mean(arm.Id, generation, band.Column).Mean.OrNaN)])]))],
        };
    }

    private static int[] Some(int[] all, int most) => all.Length <= most ? all : [.. Enumerable.Range(0, most).Select(i => all[i * (all.Length - 1) / (most - 1)])];

    private static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);
}
