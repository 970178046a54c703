using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Claims;

/// <summary>The rows of one seed, from which a statistic computes one value. The seed, not the generation, is the unit of a test.</summary>
public sealed class SeedRows
{
    private readonly Dictionary<string, SortedList<int, GenerationRow>> _cells = new(StringComparer.Ordinal);

    private SeedRows(long seed, IEnumerable<GenerationRow> rows)
    {
        Seed = seed;
        foreach (var row in rows)
        {
            if (!_cells.TryGetValue(row.Cell, out var generations))
                _cells.Add(row.Cell, generations = []);
            generations[row.Generation] = row;
        }
    }

    /// <summary>The seed.</summary>
    public long Seed { get; }

    /// <summary>Rows by seed, in the order of the seeds.</summary>
    public static IReadOnlyList<SeedRows> Of(IEnumerable<GenerationRow> rows) =>
        [.. rows.GroupBy(row => row.Seed).OrderBy(group => group.Key).Select(group => new SeedRows(group.Key, group))];

    /// <summary>An arm's row of a generation (null: the last one), or null if there is none.</summary>
    public GenerationRow? Row(string cell, int? generation = null)
    {
        if (!_cells.TryGetValue(cell, out var generations))
            return null;
        return generation is { } one ? generations.GetValueOrDefault(one) : generations.Values[^1];
    }

    /// <summary>An arm's measurement of a generation (null: the last one).</summary>
    public Measurement At(string cell, string metric, int? generation = null)
        => Row(cell, generation) is { } row ? row[metric]
            : Measurement.Undefined($"there is no generation {(generation is { } one ? one : "")} of {cell}");

    /// <summary>
    /// An arm's measurements over generations <paramref name="from"/> … <paramref name="to"/> (null: the last one), in order.
    /// </summary>
    public IReadOnlyList<Measurement> Series(string cell, string metric, int from = 0, int? to = null)
        => _cells.TryGetValue(cell, out var generations)
            ? [.. generations.Where(pair => pair.Key >= from && pair.Key <= (to ?? int.MaxValue)).Select(pair => pair.Value[metric])] : [];
}
