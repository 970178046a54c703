namespace TextCollapse.Metrics.Statistics;

/// <summary>Rows of one generation and of generation 0, for differences paired by seed.</summary>
internal sealed class SeedPairing
{
    private readonly Dictionary<(string Arm, long Seed), GenerationRow> _last, _first;
    private readonly long[] _seeds;
    private readonly HashSet<string> _arms;

    public SeedPairing(IReadOnlyList<GenerationRow> rows, int generation)
    {
        Dictionary<(string, long), GenerationRow> At(int number) =>
            rows.Where(row => row.Generation == number).ToDictionary(row => (row.Arm, row.Seed));
        (_last, _first) = (At(generation), At(0));
        _seeds = [.. rows.Select(row => row.Seed).Distinct().Order()];
        _arms = [.. _last.Keys.Select(chain => chain.Arm)];
        Columns = [.. _last.Values.SelectMany(row => row.Metrics.Select(metric => metric.Key)).Distinct()];
    }

    /// <summary>The columns at that generation, in order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Whether both arms have reached the generation with some seed.</summary>
    public bool HasBoth(ArmPair pair) => _arms.Contains(pair.Arm) && _arms.Contains(pair.Baseline);

    /// <summary>Arm − baseline by seed, for all seeds of the rows in ascending order; undefined if a value is missing.</summary>
    public IReadOnlyList<Measurement> Differences(ArmPair pair, string metric, ContrastOutcome outcome) =>
        [.. _seeds.Select(seed => Subtract(Value(pair.Arm, seed, metric, outcome), Value(pair.Baseline, seed, metric, outcome)))];

    /// <summary>The difference at generation 0.</summary>
    public SeedInterval Start(ArmPair pair, string metric) => SeedInterval.Student(
    [
        .. _seeds.Select(seed => Subtract(Value(_first, pair.Arm, seed, metric), Value(_first, pair.Baseline, seed, metric)))
            .Where(difference => difference.IsDefined).Select(difference => difference.Value),
    ]);

    private Measurement Value(string arm, long seed, string metric, ContrastOutcome outcome) => outcome == ContrastOutcome.Level
        ? Value(_last, arm, seed, metric)
        : Subtract(Value(_last, arm, seed, metric), Value(_first, arm, seed, metric));

    private static Measurement Value(Dictionary<(string, long), GenerationRow> rows, string arm, long seed, string metric) =>
        rows.TryGetValue((arm, seed), out var row) ? row[metric] : Measurement.Undefined("the chain has not reached this generation");

    private static Measurement Subtract(Measurement one, Measurement other) =>
        one.IsDefined && other.IsDefined ? one.Value - other.Value : Measurement.Undefined("one of the two is undefined");
}
