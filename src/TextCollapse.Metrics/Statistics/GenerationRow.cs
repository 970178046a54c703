namespace TextCollapse.Metrics.Statistics;

/// <summary>One row of <c>generations.csv</c>: the measurements of one generation of one chain.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Seed">The chain's seed; arms that are compared share seeds.</param>
/// <param name="Generation">The generation.</param>
/// <param name="Metrics">Measurements by column, in the order of the columns.</param>
public sealed record GenerationRow(string Arm, long Seed, int Generation, IReadOnlyList<KeyValuePair<string, Measurement>> Metrics)
{
    /// <summary>One measurement, undefined if there is no such column.</summary>
    public Measurement this[string metric]
    {
        get
        {
            foreach (var (column, value) in Metrics)
                if (column == metric)
                    return value;
            return Measurement.Undefined("it was not measured");
        }
    }
}
