using System.Text.Json;
using System.Text.Json.Nodes;
using TextCollapse.Claims;
using TextCollapse.Metrics;
using TextCollapse.Reporting;

namespace TextCollapse.Cli.Output;

/// <summary>The catalogue: metrics of a text, further columns of a chain, and metrics that only the library computes.</summary>
internal static class MetricList
{
    private static readonly (string Name, Func<MetricColumn, string> Value)[] Fields =
    [
        ("metric", metric => metric.Id), ("group", metric => $"{metric.Group}"), ("unit", metric => metric.Unit),
            ("collapse", metric => $"{metric.Direction} it"),
        ("name", metric => metric.Label), ("question", metric => metric.Question), ("formula", metric => metric.Formula),
        ("source", metric => metric.Source), ("cost", metric => metric.Cost), ("validity", metric => metric.Validity),
        ("interval", metric => $"{metric.Interval}"), ("orders", metric => string.Join(' ', metric.Orders)),
            ("measured", MetricPage.Measured),
    ];

    public static void Write(Terminal terminal, string format)
    {
        var all = ColumnCatalogue.Sections.SelectMany(section => section.Columns);
        switch (format)
        {
            case "csv":
                using (var table = new CsvTable([.. Fields.Select(field => field.Name)]))
                {
                    foreach (var metric in all)
                    {
                        foreach (var (_, value) in Fields)
                            table.Field(value(metric));
                        table.EndRow();
                    }
                    terminal.Out.Write(table);
                }
                break;
            case "json":
                terminal.Out.WriteLine(new JsonArray([.. all.Select(metric => new JsonObject(
                    Fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)field.Value(metric)))))])
                        .ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
                break;
            default:
                foreach (var (title, metrics) in ColumnCatalogue.Sections)
                {
                    terminal.Line(title.ToUpperInvariant());
                    terminal.Line();
                    foreach (var metric in metrics)
                        Write(terminal, metric);
                }
                break;
        }
    }

    private static void Write(Terminal terminal, MetricColumn metric)
    {
        var orders = metric.Orders.Count == 0 ? "" : $" (n = {string.Join(", ", metric.Orders)})";
        terminal.Line(
            $"{metric.Id}{orders}: {metric.Label}; {metric.Unit}; {MetricPage.Arrow(metric.Direction)} "
            + $"{MetricPage.Effect(metric.Direction)}");
        terminal.Line($"  {metric.Question}");
        terminal.Line($"  = {metric.Formula} ({metric.Source})");
        terminal.Line(
            $"  Valid: {metric.Validity}. Interval: {MetricPage.Interval(metric.Interval)}. Cost: {metric.Cost}. Measured: "
            + $"{MetricPage.Measured(metric)}.");
        terminal.Line();
    }
}
