using System.Globalization;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Reporting.Figures;

namespace TextCollapse.Reporting.Report;

partial class TailsSection
{
    private const int MaxGenerations = 21;

    /// <summary>The columns of retention; each covers n-grams with at least k and fewer than 2k occurrences.</summary>
    private static readonly (string Column, string Name)[] Bands =
        [.. GenerationMeter.Retention.Orders.Select(fewest => (GenerationMeter.Retention.At(fewest).Id, BandName(fewest)))];

    private readonly ReportData _data;
    private readonly (string Column, string Name)[] _bands;
    private readonly DocumentScores? _scores;
    private readonly Histogram? _histogram;
    private readonly HeatMap? _map, _allArms;

    internal TailsSection(ReportData data)
    {
        _data = data;
        _bands = [.. Bands.Where(band => data.Arms.Any(arm => data.Mean(arm.Id, 0, band.Column).Mean.IsDefined))];
        _scores = DocumentScores.Of(data);
        _histogram = _scores is null ? null : DocumentChart(_scores);
        _map = _bands.Length == 0 ? null : Retention();
        _allArms = _map is null || data.ShownArmsNote() is null ? null : RetentionOfAllArms();
    }

    internal override string Id => "tails";

    internal override string Title => "Tails of the distribution";

    internal override bool HasContent => Figures.Count > 0;

    internal override IReadOnlyList<Figure> Figures => [.. new Figure?[] { _histogram, _map, _allArms }.OfType<Figure>()];

    private static string BandName(int fewest)
    {
        if (fewest == 1)
            return "once";
        return fewest == GenerationMeter.Retention.Orders[^1]
            ? FormattableString.Invariant($"{fewest} and more") : FormattableString.Invariant($"{fewest}–{2 * fewest - 1} times");
    }

    private static Histogram DocumentChart(DocumentScores scores) => new()
    {
        Name = "document_nll",
        Title = "Generated documents under the first model",
        Description = string.Join(" ", scores.Panels
            .Select(panel => $"{panel.Name}: {string.Join(", ", panel.Samples.Where(sample => sample.Values.Count > 0).Select(Median))}.")),
        XTitle = "bits per character under the model of generation 0",
        YTitle = "share of documents",
        Panels = scores.Panels,
        Bins = 28,
    };

    private static string Median(HistogramSample sample) =>
        $"{sample.Name} median {Format.Number(Metrics.Statistics.Quantiles.Median([.. sample.Values]), "F2")}";

    private HeatMap Retention()
    {
        var arms = _data.ShownArms();
        var generations = Spread(arms.Max(arm => _data.GenerationsOf(arm.Id).Last()) + 1, MaxGenerations);
        return new()
        {
            Name = "tail_retention",
            Title = "Retention by frequency in the real text",
            Description = string.Join(" ", arms.Select(arm => Describe(arm.Id))),
            RowTitle = "times in the real text",
            ColumnTitle = "generation",
            ValueTitle = "percentage of the real text’s 5-grams still generated",
            Rows = [.. _bands.Select(band => band.Name)],
            Columns = [.. generations.Select(generation => generation.ToString(CultureInfo.InvariantCulture))],
            Panels =
            [
                .. arms.Select(arm => new HeatMapPanel(arm.Id,
                    [.. _bands
                        .Select(band =>
                        (IReadOnlyList<double>)[.. generations.Select(generation => Share(arm.Id, generation, band.Column))])])),
            ],
        };
    }

    /// <summary>One row per arm: with many arms, panels over generations would not fit on a page.</summary>
    private HeatMap RetentionOfAllArms()
    {
        int[] generations = [.. new[] { _data.Last / 2, _data.Last }.Distinct()];
        return new()
        {
            Name = "tail_retention_arms",
            Title = "Retention in every arm",
            Description =
                $"{_data.Arms.Count} arms by how often a 5-gram occurs in the real text, at generation "
                + $"{string.Join(" and ", generations)}.",
            RowTitle = "arm",
            ColumnTitle = "times, from",
            ValueTitle = "percentage of the real text’s 5-grams still generated",
            Rows = [.. _data.Arms.Select(arm => arm.Id)],
            Columns = [.. _bands.Select(band => band.Column[(band.Column.IndexOf('_', StringComparison.Ordinal) + 1)..])],
            Panels =
            [
                .. generations
                    .Select(generation => new HeatMapPanel(string.Create(CultureInfo.InvariantCulture, $"generation {generation}"),
                    [.. _data.Arms
                        .Select(arm => (IReadOnlyList<double>)[.. _bands.Select(band => Share(arm.Id, generation, band.Column))])])),
            ],
        };
    }

    private string Describe(string arm)
    {
        string Percentage(int generation) => Format.Number(100 * Share(arm, generation, _bands[0].Column), "F0");
        return $"{arm}: of the 5-grams that occur once in the real text, {Percentage(0)} % at generation 0 and "
            + $"{Percentage(_data.GenerationsOf(arm).Last())} % at the end.";
    }

    private double Share(string arm, int generation, string column) => _data.Mean(arm, generation, column).Mean.OrNaN;

    /// <summary>At most <paramref name="most"/> of the integers below <paramref name="count"/>, evenly spaced, with both ends.</summary>
    private static int[] Spread(int count, int most) =>
        count <= most ? [.. Enumerable.Range(0, count)] : [.. Enumerable.Range(0, most).Select(i => i * (count - 1) / (most - 1))];
}
