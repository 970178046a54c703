using TextCollapse.Metrics.FailureModes;
using TextCollapse.Reporting.Figures;
using TextCollapse.Statistics;

namespace TextCollapse.Reporting.Report;

/// <summary>By how much a column must move from generation 0 before it means anything: what the diagnosis uses too.</summary>
internal static class NoiseOfGeneration0
{
    private static readonly Dictionary<string, NoiseFloor> NothingMeasured = [];

    /// <summary>The floor of one arm's column.</summary>
    public static ChangeFloor Of(RunResults results, string arm, string column)
    {
        double[] values = [.. results.Rows.Where(row => row.Cell == arm && row.Generation == 0).Select(row => row[column]).Where(value => value.IsDefined && double.IsFinite(value.Value)).Select(value => value.Value)];
        return ChangeFloor.Of(column, values, values.Select(Math.Abs).DefaultIfEmpty().Average(), NothingMeasured);
    }

    /// <summary>The stretches around generation 0, one for all arms that begin alike.</summary>
    public static IReadOnlyList<Band> Bands(RunResults results, string column)
    {
        var bands = new List<Band>();
        foreach (var arm in results.Arms)
            if (results.Mean(arm.Id, 0, column).Mean is { IsDefined: true, Value: var at } && double.IsFinite(at) && Of(results, arm.Id, column).Value is var floor and > 0
                && !bands.Exists(band => band.From <= at && at <= band.To))
                bands.Add(new Band(at - floor, at + floor, "noise of generation 0"));
        return bands;
    }
}
