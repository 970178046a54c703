using TextCollapse.Experiments.Measuring;
using TextCollapse.Metrics;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>Whether a column that a rule or an acceptance condition looks at is measured in its arm, by the declarations.</summary>
internal static class ColumnCheck
{
    /// <summary>What is wrong with the name of a column in an arm, with the way out; null where it is measured there.</summary>
    public static string? Wrong(string name, MeasuredArm arm)
    {
        string[] here = [.. GenerationColumns.MeasuredIn(arm)];
        if (here.Contains(name))
            return null;
        if (GenerationColumns.Find(name) is { } elsewhere)
            return $"'{name}' is not measured in this arm{Needs(elsewhere)}.";
        var everywhere = GenerationColumns.Measured.Where(column => column.Values is null).SelectMany(column => column.Columns);
        if ((Nearest.To(name, here) ?? Nearest.To(name, everywhere)) is not { } nearest)
            return $"'{name}' is no column of generations.csv; docs/metrics.md lists them.";
        var needs = here.Contains(nearest) ? "" : $" This arm does not measure it{Needs(GenerationColumns.Find(nearest)!)}.";
        return $"'{name}' is no column of generations.csv; did you mean '{nearest}'?{needs}";
    }

    private static string Needs(MetricColumn column) => column.When.Needs.Length == 0 ? "" : $"; it needs {column.When.Needs}";
}
