using System.Text.Json;

namespace TextCollapse.Tests.Metrics;

/// <summary>One golden value: what a metric must give for an input, within a tolerance (relative, absolute below 1).</summary>
public sealed record MetricVector(string Id, string Metric, JsonElement Input, JsonElement Params, JsonElement Expected, double Tolerance)
{
    /// <summary>Another file of the same format may be named here.</summary>
    public const string FileVariable = "TEXTCOLLAPSE_METRIC_VECTORS";

    public static IReadOnlyDictionary<string, MetricVector> All { get; } = Read();

    private static Dictionary<string, MetricVector> Read()
    {
        var file = Environment.GetEnvironmentVariable(FileVariable);
        if (string.IsNullOrEmpty(file))
            file = Path.Combine(AppContext.BaseDirectory, "Metrics", "metric_vectors.json");
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return json.RootElement.Clone().EnumerateArray()
            .Select(vector => new MetricVector(
                vector.GetProperty("id").GetString()!,
                vector.GetProperty("metric").GetString()!,
                vector.GetProperty("input"),
                vector.TryGetProperty("params", out var parameters) ? parameters : JsonSerializer.SerializeToElement(new { }),
                vector.GetProperty("expected"),
                vector.TryGetProperty("tolerance", out var tolerance) ? tolerance.GetDouble() : 1e-12))
            .ToDictionary(vector => vector.Id);
    }
}
