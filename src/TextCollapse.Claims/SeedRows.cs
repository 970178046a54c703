using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Claims;

/// <summary>The rows of one seed, from which a statistic computes one value. The seed, not the generation, is the unit of a test.</summary>
public sealed class SeedRows
{
    private readonly Dictionary<string, SortedList<int, GenerationRow>> _arms = new(StringComparer.Ordinal);

    private SeedRows(long seed, IEnumerable<GenerationRow> rows)
    {
        Seed = seed;
        foreach (var row in rows)
        {
            if (!_arms.TryGetValue(row.Arm, out var generations))
                _arms.Add(row.Arm, generations = []);
            generations[row.Generation] = row;
        }
    }

    /// <summary>The seed.</summary>
    public long Seed { get; }

    /// <summary>Rows by seed, in the order of the seeds.</summary>
    public static IReadOnlyList<SeedRows> Of(IEnumerable<GenerationRow> rows) =>
        [.. rows.GroupBy(row => row.Seed).OrderBy(group => group.Key).Select(group => new SeedRows(group.Key, group))];

    /// <summary>An arm's row of a generation (null: the last one), or null if there is none.</summary>
    public GenerationRow? Row(string arm, int? generation = null)
    {
        if (!_arms.TryGetValue(arm, out var generations))
            return null;
        return generation is { } one ? generations.GetValueOrDefault(one) : generations.Values[^1];
    }

    /// <summary>An arm's measurement of a generation (null: the last one).</summary>
    public Measurement At(string arm, string metric, int? generation = null)
        => Row(arm, generation) is { } row ? row[metric]
            : Measurement.Undefined($"there is no generation {(generation is { } one ? one : "")} of {arm}");

    /// <summary>
    /// An arm's measurements over generations <paramref name="from"/> … <paramref name="to"/> (null: the last one), in order.
    /// </summary>
    public IReadOnlyList<Measurement> Series(string arm, string metric, int from = 0, int? to = null)
        => _arms.TryGetValue(arm, out var generations)
            ? [.. generations.Where(pair => pair.Key >= from && pair.Key <= (to ?? int.MaxValue)).Select(pair => pair.Value[metric])] : [];
}
