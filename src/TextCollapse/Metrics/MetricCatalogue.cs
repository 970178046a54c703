using TextCollapse.Metrics.Compatibility;
using TextCollapse.Metrics.Coverage;
using TextCollapse.Metrics.Diversity;
using TextCollapse.Metrics.LongRange;
using TextCollapse.Metrics.Loops;
using TextCollapse.Metrics.Model;

namespace TextCollapse.Metrics;

/// <summary>Every metric, in the order of what a character-level study needs: from the model, coverage, diversity, loops, long range, compatibility.</summary>
public static class MetricCatalogue
{
    /// <summary>With their values; each group's folder holds its own list.</summary>
    internal static IReadOnlyList<Metric> Metrics { get; } =
        [.. ModelMetrics.All, .. CoverageMetrics.All, .. DiversityMetrics.All, .. LoopMetrics.All, .. LongRangeMetrics.All, .. CompatibilityMetrics.All];

    /// <summary>The definitions in order.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } = [.. Metrics.Select(metric => metric.Definition)];

    /// <summary>The definition that has a column of this id, or null.</summary>
    public static MetricDefinition? Find(string column) => All.FirstOrDefault(metric => metric.Columns.Contains(column, StringComparer.Ordinal));
}
