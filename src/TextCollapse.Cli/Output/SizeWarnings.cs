using System.Globalization;
using TextCollapse.Metrics;

namespace TextCollapse.Cli.Output;

/// <summary>One sentence for all metrics that would have misled at unequal sizes: if there is one, there are usually many.</summary>
internal static class SizeWarnings
{
    /// <summary>Lists the columns, with adjacent orders combined, and gives the values of the first.</summary>
    public static string Sentence(IReadOnlyList<SizeWarning> warnings)
    {
        if (warnings is [var only])
            return only.Sentence;
        var names = warnings.GroupBy(warning => MetricCatalogue.Find(warning.Id)!)
            .Select(metric => metric.Key.Orders.Count == 0 ? metric.Key.Id
            : metric.Key.At(Orders(metric.Key, [.. metric.Select(warning => warning.Id)])).Id);
        return string.Create(CultureInfo.InvariantCulture,
            $"{warnings.Count} metrics would have misled at unequal sizes, by a difference of opposite sign or more than twice as large: "
                + $"{string.Join(", ", names)}. For example, {warnings[0].Sentence} The values shown are at equal size.");
    }

    /// <summary>The orders of the given columns, adjacent ones as a range: <c>1–3,8</c>.</summary>
    private static string Orders(MetricColumn metric, HashSet<string> columns)
    {
        var runs = new List<(int First, int Last)>();
        for (var i = 0; i < metric.Orders.Count; i++)
            if (columns.Contains(metric.At(metric.Orders[i]).Id))
            {
                if (runs.Count > 0 && i > 0 && runs[^1].Last == metric.Orders[i - 1])
                    runs[^1] = (runs[^1].First, metric.Orders[i]);
                else
                    runs.Add((metric.Orders[i], metric.Orders[i]));
            }
        return string.Join(",", runs.Select(run => run.First == run.Last ? Number(run.First) : $"{Number(run.First)}–{Number(run.Last)}"));
    }

    private static string Number(int order) => order.ToString(CultureInfo.InvariantCulture);
}
