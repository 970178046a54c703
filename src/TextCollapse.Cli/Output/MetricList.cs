using System.Text.Json;
using System.Text.Json.Nodes;
using TextCollapse.Metrics;
using TextCollapse.Reporting;

namespace TextCollapse.Cli.Output;

/// <summary>The catalogue: what a text shows, what a chain has beside it, and what only the library computes.</summary>
internal static class MetricList
{
    private static readonly (string Title, IReadOnlyList<MetricDefinition> Metrics)[] Sections =
    [
        .. Enum.GetValues<MetricGroup>().Select(group => (MetricPage.Title(group), (IReadOnlyList<MetricDefinition>)[.. MetricCatalogue.All.Where(metric => metric.Group == group)])),
        ("Columns of a chain", GenerationMetrics.All),
        ("In the library only", FormulaMetrics.All),
    ];

    private static readonly (string Name, Func<MetricDefinition, string> Value)[] Fields =
    [
        ("metric", metric => metric.Id), ("group", metric => $"{metric.Group}"), ("unit", metric => metric.Unit), ("collapse", metric => $"{metric.Direction} it"),
        ("question", metric => metric.Question), ("definition", metric => metric.Definition), ("source", metric => metric.Source), ("cost", metric => metric.Cost),
        ("validity", metric => metric.Validity), ("interval", metric => $"{metric.Interval}"), ("orders", metric => string.Join(' ', metric.Orders)),
    ];

    public static void Write(Terminal terminal, string format)
    {
        var all = Sections.SelectMany(section => section.Metrics);
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
                    Fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)field.Value(metric)))))]).ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
                break;
            default:
                foreach (var (title, metrics) in Sections)
                {
                    terminal.Line(title.ToUpperInvariant());
                    terminal.Line();
                    foreach (var metric in metrics)
                        Write(terminal, metric);
                }
                break;
        }
    }

    private static void Write(Terminal terminal, MetricDefinition metric)
    {
        var orders = metric.Orders.Count == 0 ? "" : $" (n = {string.Join(", ", metric.Orders)})";
        terminal.Line($"{metric.Id}{orders}: {metric.Unit}; {MetricPage.Arrow(metric.Direction)} {MetricPage.Effect(metric.Direction)}");
        terminal.Line($"  {metric.Question}");
        terminal.Line($"  = {metric.Definition} ({metric.Source})");
        terminal.Line($"  Valid: {metric.Validity}. Interval: {MetricPage.Interval(metric.Interval)}. Cost: {metric.Cost}.");
        terminal.Line();
    }
}
