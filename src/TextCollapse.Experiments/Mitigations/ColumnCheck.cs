using TextCollapse.Experiments.Measuring;
using TextCollapse.Metrics;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>Checks whether the column of a rule or an acceptance condition is measured in its arm, from the column declarations.</summary>
internal static class ColumnCheck
{
    /// <summary>What is wrong with a column name in an arm and how to fix it; null if the column is measured there.</summary>
    public static string? Wrong(string name, MeasuredArm arm)
    {
        string[] here = [.. GenerationColumns.MeasuredIn(arm)];
        if (here.Contains(name))
            return null;
        if (GenerationColumns.Find(name) is { } elsewhere)
            return $"'{name}' is not measured in this arm{Needs(elsewhere)}.";
        var everywhere = GenerationColumns.Measured.Where(column => column.Values is null).SelectMany(column => column.Columns);
        if ((Nearest.To(name, here) ?? Nearest.To(name, everywhere)) is not { } nearest)
            return $"'{name}' is not a column of generations.csv; docs/metrics.md lists them.";
        var needs = here.Contains(nearest) ? "" : $" This arm does not measure it{Needs(GenerationColumns.Find(nearest)!)}.";
        return $"'{name}' is not a column of generations.csv; did you mean '{nearest}'?{needs}";
    }

    private static string Needs(MetricColumn column) => column.When.Needs.Length == 0 ? "" : $"; it needs {column.When.Needs}";
}
