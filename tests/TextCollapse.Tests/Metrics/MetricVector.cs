using System.Text.Json;

namespace TextCollapse.Tests.Metrics;

/// <summary>One golden value: what a metric must give for an input, within a tolerance (relative, absolute below 1).</summary>
public sealed record MetricVector(string Id, string Metric, JsonElement Input, JsonElement Params, JsonElement Expected, double Tolerance)
{
    /// <summary>Another file of the same format may be named here.</summary>
    public const string FileVariable = "TEXTCOLLAPSE_METRIC_VECTORS";

    /// <summary>The golden values, and more of them computed apart from the library by plain loops and exact fractions, chosen at borders: ties, no doubletons, empty documents, combining marks.</summary>
    private static readonly string[] Files = ["metric_vectors.json", "more_metric_vectors.json"];

    public static IReadOnlyDictionary<string, MetricVector> All { get; } = Read();

    private static Dictionary<string, MetricVector> Read()
        => (Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } other ? [other] : Files.Select(file => Path.Combine(AppContext.BaseDirectory, "Metrics", file)))
            .SelectMany(Read).ToDictionary(vector => vector.Id);

    private static IEnumerable<MetricVector> Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return json.RootElement.Clone().EnumerateArray()
            .Select(vector => new MetricVector(
                vector.GetProperty("id").GetString()!,
                vector.GetProperty("metric").GetString()!,
                vector.GetProperty("input"),
                vector.TryGetProperty("params", out var parameters) ? parameters : JsonSerializer.SerializeToElement(new { }),
                vector.GetProperty("expected"),
                vector.TryGetProperty("tolerance", out var tolerance) ? tolerance.GetDouble() : 1e-12));
    }
}
