using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Claims.Simulations;

/// <summary>Means over chains, collected generation by generation.</summary>
internal sealed class ExperimentRows(string arm, long seed)
{
    private readonly SortedDictionary<int, OrderedDictionary<string, (double Sum, int Count)>> _rows = [];

    /// <summary>Adds one chain's value.</summary>
    public void Add(int generation, string metric, double value)
    {
        if (!_rows.TryGetValue(generation, out var row))
            _rows.Add(generation, row = new(StringComparer.Ordinal));
        var (sum, count) = row.TryGetValue(metric, out var before) ? before : default;
        row[metric] = (sum + value, count + 1);
    }

    /// <summary>One row per generation.</summary>
    public IEnumerable<GenerationRow> Means()
        => _rows
            .Select(row =>
            new GenerationRow(arm, seed, row.Key,
            [.. row.Value.Select(metric => KeyValuePair.Create(metric.Key, Measurement.Of(metric.Value.Sum / metric.Value.Count)))]));
}
