using TextCollapse.Metrics.Compatibility;
using TextCollapse.Metrics.Coverage;
using TextCollapse.Metrics.Diversity;
using TextCollapse.Metrics.LongRange;
using TextCollapse.Metrics.Loops;
using TextCollapse.Metrics.Model;

namespace TextCollapse.Metrics;

/// <summary>
/// All metrics, in order of relevance for a character-level study: from the model, coverage, diversity, loops, long range, compatibility.
/// </summary>
public static class MetricCatalogue
{
    /// <summary>The metrics with their functions; each group's folder has its own list.</summary>
    internal static IReadOnlyList<Metric> Metrics { get; } =
        [.. ModelMetrics.All, .. CoverageMetrics.All, .. DiversityMetrics.All, .. LoopMetrics.All, .. LongRangeMetrics.All,
            .. CompatibilityMetrics.All];

    /// <summary>The columns in order.</summary>
    public static IReadOnlyList<MetricColumn> All { get; } = [.. Metrics.Select(metric => metric.Column)];

    /// <summary>The declaration that has a column of this name, or null.</summary>
    public static MetricColumn? Find(string column)
        => All.FirstOrDefault(metric => metric.Columns.Contains(column, StringComparer.Ordinal));
}
