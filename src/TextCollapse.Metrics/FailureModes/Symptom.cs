using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Metrics.FailureModes;

/// <summary>One measurable sign of a failure mode: a quantity, and which way it moves from generation 0.</summary>
/// <param name="Name">The quantity in words.</param>
/// <param name="Direction">Which way it moves when the failure is there.</param>
/// <param name="Defining">True for a symptom that defines the mode; the others support it.</param>
/// <param name="Columns">The columns it is read from: the first that was measured, or all where <see cref="Combine"/> is given.</param>
internal sealed record Symptom(string Name, CollapseDirection Direction, bool Defining, params string[] Columns)
{
    /// <summary>A quantity computed from all columns; null to take the first measured one.</summary>
    public Func<IReadOnlyList<double>, double>? Combine { get; init; }

    /// <summary>The smallest change that counts where chance shows none: a share that is 0 at generation 0 has no spread.</summary>
    public double Least { get; init; }

    /// <summary>
    /// The generation that later ones are compared with. A distance from generation 0 is 0 there, and the first retraining alone makes some
    /// of it.
    /// </summary>
    public int Since { get; init; }

    /// <summary>The smallest change that counts, as a share of what it changes from.</summary>
    public double LeastShare { get; init; }

    /// <summary>True where the spread over seeds is what grows, not the mean.</summary>
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

    /// <summary>What 2 % are taken of: the quantity, or the largest that it is the difference of.</summary>
    public double Scale(GenerationRow row) => Combine is null
        ? Math.Abs(Read(row).OrNaN)
        : Columns.Max(column => Math.Abs(row[column].OrNaN));

    /// <summary>The column whose noise floor applies; that of a difference is its first, since what both share moves together.</summary>
    public string Column(GenerationRow row) => Combine is null ? Columns.FirstOrDefault(column => row[column].IsDefined, Columns[0])
        : Columns[0];
}
