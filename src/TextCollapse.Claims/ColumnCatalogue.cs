using TextCollapse.Experiments.Analysis;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Metrics;

namespace TextCollapse.Claims;

/// <summary>All declared columns, by where they are found, as shown by <c>measure --list</c> and the documentation.</summary>
public static class ColumnCatalogue
{
    /// <summary>The columns by section, in order.</summary>
    public static IReadOnlyList<(string Title, IReadOnlyList<MetricColumn> Columns)> Sections { get; } =
    [
        .. MetricCatalogue.All.GroupBy(column => column.Group)
            .Select(group => (MetricPage.Title(group.Key), (IReadOnlyList<MetricColumn>)[.. group])),
        ("Columns of generations.csv", [.. GenerationColumns.All.Select(column => column with { Group = MetricGroup.Generation })]),
        ("Columns of analyze", [.. AnalysisColumns.Declared.Select(column => column with { Group = MetricGroup.Generation })]),
        ("Columns that claims compute from kept texts", TextColumns.Declared),
        ("In the library only", FormulaMetrics.All),
    ];
}
