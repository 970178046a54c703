using TextCollapse.Experiments.Measuring;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Reporting.Figures;

namespace TextCollapse.Reporting.Report;

partial class RealShareSection
{
    private const int MinShares = 3;

    private readonly ReportData _data;
    private readonly IReadOnlyList<RealShareSeries> _series;
    private readonly LineChart _chart;

    internal RealShareSection(ReportData data)
    {
        _data = data;
        _series = RealShareSeries.Of(data.Arms);
        _chart = Chart();
    }

    internal override string Id => "real-share";

    internal override string Title => "Loss by the share of real text";

    internal override bool HasContent => _data.Last > 0 && _series.Any(series => series.Arms.Count >= MinShares);

    internal override IReadOnlyList<Figure> Figures => [_chart];

    private LineChart Chart() => new()
    {
        Name = "real_share",
        Title = "How much real text is enough",
        Description = Describe(),
        XTitle = "share of real text in the training text",
        YTitle = $"rise of the loss on real text, bits per character, generation 0 to {_data.Last}",
        XIsWhole = false,
        Noise = Noise(),
        Thresholds = [.. _data.Thresholds.Where(threshold => threshold.IsUsual).Select(Mark)],
        Series =
        [
            .. _series
                .Select((series, style) =>
                new Series(series.Name, [.. series.Arms.Select(arm => SeriesPoint.Of(arm.Share, Rise(arm.Arm.Id)))])
            {
                Style = style,
            }),
        ],
    };

    private IReadOnlyList<IReadOnlyList<Field>> Rows =>
    [
        .. _data.Thresholds.Select(one => (IReadOnlyList<Field>)
            [one.Series, $"{Format.PercentNumber(one.Threshold.Tolerance)} %", one.Percentage, one.Bracket]),
    ];

    private Threshold Mark(RealShareThreshold one)
    {
        var (at, lower, upper) = (one.Threshold.Share.Mean.OrNaN, one.Threshold.Share.Lower.OrNaN, one.Threshold.Share.Upper.OrNaN);
        var interval = double.IsFinite(lower) ? FormattableString.Invariant($" [{lower:F2}, {upper:F2}]") : "";
        return new(FormattableString.Invariant($"{one.Series} stops at {at:F2}{interval}"), at, lower, upper)
        {
            Style = _series.TakeWhile(series => series.Name != one.Series).Count(),
        };
    }

    /// <summary>One band for all series if their noise is equal, otherwise one in the colour of each series.</summary>
    private Band[] Noise()
    {
        double[] floors = [.. _series.Select(series => GenerationZeroNoise.Of(_data, series.Arms[0].Arm.Id, GenerationMeter.BpcReal.Id))];
        if (floors.Distinct().Count() == 1)
            return [new Band(-floors[0], floors[0], GenerationZeroNoise.Name)];
        return [.. floors.Select((floor, style) => new Band(-floor, floor, $"{GenerationZeroNoise.Name}, by series") { Style = style })];
    }

    private SeedInterval Rise(string arm)
    {
        string loss = GenerationMeter.BpcReal.Id;
        var rows = _data.Rows.Where(row => row.Arm == arm).ToArray();
        var first = rows.Where(row => row.Generation == 0).ToDictionary(row => row.Seed, row => row[loss].OrNaN);
        return SeedInterval.Student([.. rows.Where(row => row.Generation == _data.Last).Select(row => row[loss].OrNaN - first[row.Seed])
            .Where(double.IsFinite)]);
    }

    private string Describe() => string.Join(" ", _series.Select(series =>
        $"{series.Name}: {string.Join(", ", series.Arms.Select(arm => $"{Format.Number(arm.Share)} gives {Value(arm.Arm.Id)}"))}."));

    private string Value(string arm) => Format.Number(Rise(arm).Mean.OrNaN, "F3");
}
