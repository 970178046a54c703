using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Reporting;

/// <summary>
/// <c>summary.csv</c>: one row per arm and generation, every measurement as mean, 95 % t-interval over seeds and number of seeds.
/// </summary>
internal static class SummaryCsv
{
    /// <summary>Writes the table from the generations committed so far.</summary>
    public static void Write(RunStore records, string path)
    {
        var summaries = Summary.Of(records.Rows);
        var columns = summaries.FirstOrDefault()?.Metrics.Select(metric => metric.Key).ToArray() ?? [];
        using var table = new CsvTable(["arm", "generation", .. columns
            .SelectMany(column => new[] { $"{column}_mean", $"{column}_lower", $"{column}_upper", $"{column}_n" })]);
        foreach (var summary in summaries)
        {
            table.Field(summary.Arm).Field((long)summary.Generation);
            foreach (var (_, interval) in summary.Metrics)
                table.Field(interval.Mean).Field(interval.Lower).Field(interval.Upper).Field((long)interval.Seeds);
            table.EndRow();
        }
        table.Save(path);
    }
}
