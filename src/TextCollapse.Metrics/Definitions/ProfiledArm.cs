using TextCollapse.Metrics.FailureModes;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Metrics.Definitions;

/// <summary>What the definitions of collapse are read from: the rows of one arm, and what it is held against.</summary>
public sealed class ProfiledArm
{
    private readonly ILookup<int, GenerationRow> _generations;
    private readonly Lazy<IReadOnlyDictionary<string, NoiseFloor>> _floors;

    /// <summary>An arm.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="rows">Its rows: all seeds, generations 0 … g, at least one.</param>
    public ProfiledArm(string name, IReadOnlyList<GenerationRow> rows)
    {
        (Name, Last) = (name, rows.Max(row => row.Generation));
        _generations = rows.ToLookup(row => row.Generation);
        _floors = new(() => Diagnosis.Floors(rows));
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The last generation of any seed.</summary>
    public int Last { get; }

    /// <summary>The arm of real text alone at the same budget; null where the study has none.</summary>
    public ProfiledArm? Control { get; init; }

    /// <summary>The arms that differ in the size of the training text alone, this one included, by rising size in characters.</summary>
    public IReadOnlyList<(double Characters, ProfiledArm Arm)> Sizes { get; init; } = [];

    /// <summary>False where all seeds have the same real text, so that more of them average out none of its noise.</summary>
    public bool SeedsDrawText { get; init; } = true;

    /// <summary>What real text differs by from real text, by column.</summary>
    internal IReadOnlyDictionary<string, NoiseFloor> Floors => _floors.Value;

    /// <summary>The rows of a generation, one per seed.</summary>
    internal IEnumerable<GenerationRow> At(int generation) => _generations[generation];

    /// <summary>A quantity of one seed at a generation; NaN where it is undefined or the chain has not reached it.</summary>
    internal double Value(Symptom quantity, long seed, int generation) => At(generation).Where(row => row.Seed == seed)
        .Select(row => quantity.Read(row).OrNaN).DefaultIfEmpty(double.NaN).First();

    /// <summary>The mean of a quantity over seeds at each generation, 0 to the last; NaN where it is undefined.</summary>
    internal double[] Means(Symptom quantity) => [.. Enumerable.Range(0, Last + 1).Select(generation =>
        At(generation).Select(row => quantity.Read(row).OrNaN).DefaultIfEmpty(double.NaN).Average())];
}
