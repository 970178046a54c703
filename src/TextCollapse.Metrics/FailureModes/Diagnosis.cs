using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Metrics.FailureModes;

/// <summary>One failure mode in one generation.</summary>
/// <param name="Definition">The mode.</param>
/// <param name="Verdict">The verdict from the measurements.</param>
/// <param name="Evidence">A sentence per symptom, those above the noise first.</param>
public sealed record FailureReading(FailureModeDefinition Definition, FailureVerdict Verdict, IReadOnlyList<string> Evidence);

/// <summary>The failure modes of a generation, with the evidence.</summary>
/// <param name="Generation">The generation.</param>
/// <param name="Readings">The six modes, in order.</param>
/// <param name="Sentence">The diagnosis in one sentence.</param>
public sealed record Diagnosis(int Generation, IReadOnlyList<FailureReading> Readings, string Sentence)
{
    /// <summary>The prefix of noise-floor columns: the difference between two real texts in the column named after it.</summary>
    public const string FloorPrefix = "floor_";

    private const string RealShare = "real_share_realised";

    /// <summary>The verdict on one mode.</summary>
    public FailureVerdict this[FailureMode mode] => Readings.First(reading => reading.Definition.Mode == mode).Verdict;

    /// <summary>
    /// Diagnoses every generation after 0 of one arm, compared with its generation 0, seed by seed. A change counts if its mean over seeds
    /// exceeds the noise floor and every seed changes in the same direction.
    /// </summary>
    /// <param name="rows">The rows of the arm: all seeds, generations 0 … g. Columns that begin with <c>probe_</c> are probes.</param>
    /// <param name="floors">Real-versus-real noise floors by column; null for those in the rows' columns <c>floor_…</c>.</param>
    /// <param name="control">
    /// The rows of the arm that is trained on real text alone; then a change counts only if it also exceeds the control's, seed by seed.
    /// </param>
    public static IReadOnlyList<Diagnosis> Of(IReadOnlyList<GenerationRow> rows, IReadOnlyDictionary<string, NoiseFloor>? floors = null,
        IReadOnlyList<GenerationRow>? control = null)
    {
        floors ??= Floors(rows);
        return
        [
            .. rows.Where(row => row.Generation > 0).GroupBy(row => row.Generation).OrderBy(generation => generation.Key)
                .Select(generation => Of(generation.Key, rows, [.. generation], floors, control ?? [])),
        ];
    }

    /// <summary>The first generation from which a mode is present until the end, or null.</summary>
    public static int? Onset(IReadOnlyList<Diagnosis> diagnoses, FailureMode mode)
    {
        int? onset = null;
        foreach (var diagnosis in diagnoses)
            onset = diagnosis[mode] == FailureVerdict.Present ? onset ?? diagnosis.Generation : null;
        return onset;
    }

    /// <summary>What real text differs by from real text, as the meter of the chain wrote it down.</summary>
    internal static Dictionary<string, NoiseFloor> Floors(IReadOnlyList<GenerationRow> rows)
        => rows.Where(row => row.Generation == 0).SelectMany(row => row.Metrics)
            .Where(metric => metric.Key.StartsWith(FloorPrefix, StringComparison.Ordinal) && metric.Value.IsDefined)
            .GroupBy(metric => metric.Key[FloorPrefix.Length..], metric => metric.Value.Value)
            .ToDictionary(column => column.Key, column => new NoiseFloor(column.Average(), column.Average(), column.Count()));

    private static Diagnosis Of(int generation, IReadOnlyList<GenerationRow> rows, GenerationRow[] now, IReadOnlyDictionary<string,
        NoiseFloor> floors, IReadOnlyList<GenerationRow> control)
    {
        var generations = rows.Max(row => row.Generation);
        var hasSynthetic = rows.Any(row => row.Generation > 0 && row[RealShare] is not { IsDefined: true, Value: 1 });
        var probes = now.SelectMany(row => row.Metrics).Select(metric => metric.Key)
            .Where(column => column.StartsWith("probe_", StringComparison.Ordinal))
            .Distinct().Select(column => new Symptom($"probe {column[6..]}", CollapseDirection.Either, false, column)).ToArray();
        FailureReading[] readings =
        [
            .. FailureModeDefinition.All.Select(definition => definition.NeedsSyntheticText && !hasSynthetic
                ? new FailureReading(definition, FailureVerdict.Absent, ["the arm is trained on no synthetic text"])
                : Of(definition, [.. (definition.Mode == FailureMode.AccumulatedError
                        ? definition.Symptoms.Concat(probes)
                        : definition.Symptoms).Select(symptom =>
                        (symptom, SymptomReading.Of(symptom, [.. rows.Where(row => row.Generation == symptom.Since)], now, floors,
                            [.. control.Where(row => row.Generation == symptom.Since)],
                            [.. control.Where(row => row.Generation == generation)], generations)))])),
        ];
        return new(generation, readings, Summarise(generation, readings));
    }

    private static FailureReading Of(FailureModeDefinition definition, (Symptom Symptom, SymptomReading Reading)[] symptoms)
    {
        var defining = symptoms.Where(symptom => symptom.Symptom.Defining).Select(symptom => symptom.Reading).ToArray();
        var present = definition.NeedsAll ? defining.All(reading => reading.Shown) : defining.Any(reading => reading.Shown);
        var measured = definition.NeedsAll ? defining.All(reading => reading.Measured) : defining.Any(reading => reading.Measured);
        var suspected = symptoms.Any(symptom => symptom.Reading.Shown);
        var verdict = (present, suspected, measured) switch
        {
            (true, _, _) => FailureVerdict.Present,
            (_, true, _) => FailureVerdict.Suspected,
            (_, _, true) => FailureVerdict.Absent,
            _ => FailureVerdict.NotMeasured,
        };
        return new(definition, verdict,
            [.. symptoms.OrderByDescending(symptom => symptom.Reading.Shown).ThenByDescending(symptom => symptom.Reading.Measured)
            .Select(symptom => symptom.Reading.Evidence)]);
    }

    private static string Summarise(int generation, FailureReading[] readings)
    {
        string Names(FailureVerdict verdict) =>
            string.Join(", ", readings.Where(reading => reading.Verdict == verdict).Select(reading => reading.Definition.Name));
        string present = Names(FailureVerdict.Present), suspected = Names(FailureVerdict.Suspected),
            unknown = Names(FailureVerdict.NotMeasured);
        return $"Generation {generation}: {(present.Length > 0 ? present : "no failure mode is above the noise")}"
            + (suspected.Length > 0 ? $"; suspected: {suspected}" : "") + (unknown.Length > 0 ? $"; not measured: {unknown}" : "") + ".";
    }
}
