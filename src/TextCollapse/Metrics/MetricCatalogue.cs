namespace TextCollapse.Metrics;

/// <summary>Every metric, in the order of what a character-level study needs: from the model, coverage, diversity, loops, long range, compatibility.</summary>
public static class MetricCatalogue
{
    /// <summary>The definitions in order; each group's folder holds its own list.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } = [];

    /// <summary>The definition that has a column of this id, or null.</summary>
    public static MetricDefinition? Find(string column) => All.FirstOrDefault(metric => metric.Columns.Contains(column, StringComparer.Ordinal));
}
