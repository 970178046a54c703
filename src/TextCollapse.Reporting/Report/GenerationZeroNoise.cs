using TextCollapse.Metrics.FailureModes;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Reporting.Figures;

namespace TextCollapse.Reporting.Report;

/// <summary>
/// The smallest change of a column from generation 0 that exceeds the noise, as in the diagnosis of failure modes.
/// </summary>
internal static class GenerationZeroNoise
{
    /// <summary>The name of the shading in figures.</summary>
    public const string Name = "noise of generation 0";

    private static readonly Dictionary<string, NoiseFloor> NoNoiseFloors = [];

    /// <summary>The smallest change of one arm's column, in its unit.</summary>
    public static double Of(ReportData data, string arm, string column)
    {
        double[] values =
        [
            .. data.Rows.Where(row => row.Arm == arm && row.Generation == 0).Select(row => row[column].OrNaN).Where(double.IsFinite),
        ];
        return ChangeFloor.Of(column, values, values.Select(Math.Abs).DefaultIfEmpty().Average(), NoNoiseFloors).Value;
    }

    /// <summary>The bands around the values of generation 0; arms with similar initial values share one.</summary>
    public static IReadOnlyList<Band> Bands(ReportData data, string column)
    {
        var bands = new List<Band>();
        foreach (var arm in data.Arms)
        {
            var (start, floor) = (data.Mean(arm.Id, 0, column).Mean.OrNaN, Of(data, arm.Id, column));
            if (double.IsFinite(start) && floor > 0 && !bands.Exists(band => band.From <= start && start <= band.To))
                bands.Add(new Band(start - floor, start + floor, Name));
        }
        return bands;
    }
}
