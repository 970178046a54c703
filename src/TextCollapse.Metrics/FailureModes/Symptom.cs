using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Metrics.FailureModes;

/// <summary>A measurable symptom of a failure mode: a quantity, and the direction in which it changes from generation 0.</summary>
/// <param name="Name">The name of the quantity.</param>
/// <param name="Direction">The direction of the change in this failure mode.</param>
/// <param name="Defining">True for a symptom that defines the mode; the others support it.</param>
/// <param name="Columns">The columns it is computed from: the first that was measured, or all if <see cref="Combine"/> is given.</param>
internal sealed record Symptom(string Name, CollapseDirection Direction, bool Defining, params string[] Columns)
{
    /// <summary>A quantity computed from all columns; null to use the first measured one.</summary>
    public Func<IReadOnlyList<double>, double>? Combine { get; init; }

    /// <summary>
    /// The minimum change that counts, for quantities without a noise floor: a share that is 0 at generation 0 has no spread.
    /// </summary>
    public double Least { get; init; }

    /// <summary>
    /// The generation that later ones are compared with. A distance from generation 0 is 0 there, and part of it is due to the first
    /// retraining alone.
    /// </summary>
    public int Since { get; init; }

    /// <summary>The minimum change that counts, as a share of the initial value.</summary>
    public double LeastShare { get; init; }

    /// <summary>True if the symptom is the growth of the spread over seeds, not of the mean.</summary>
    public bool OfSpread { get; init; }

    /// <summary>The quantity in one row.</summary>
    public Measurement Read(GenerationRow row)
    {
        if (Combine is null)
            return Columns.Select(column => row[column]).FirstOrDefault(value =>
                value.IsDefined, Measurement.Undefined($"{Columns[0]} was not measured"));
        var values = Columns.Select(column => row[column]).ToArray();
        return values.All(value => value.IsDefined && double.IsFinite(value.Value))
            ? Combine([.. values.Select(value => value.Value)])
            : Measurement.Undefined($"{string.Join(" and ", Columns)} were not all measured");
    }

    /// <summary>The base of the default threshold: the quantity, or the largest term of a difference.</summary>
    public double Scale(GenerationRow row) => Combine is null
        ? Math.Abs(Read(row).OrNaN)
        : Columns.Max(column => Math.Abs(row[column].OrNaN));

    /// <summary>The column whose noise floor applies; for a difference, its first column, since common changes cancel.</summary>
    public string Column(GenerationRow row) => Combine is null ? Columns.FirstOrDefault(column => row[column].IsDefined, Columns[0])
        : Columns[0];
}
