using System.Globalization;

namespace TextCollapse.Metrics.FailureModes;

/// <summary>The diagnosis of an arm's last generation in one line.</summary>
public static class PlainDiagnosis
{
    /// <summary>
    /// Which failure modes are present, each since which generation, which are suspected and which were not measured.
    /// <paramref name="diagnoses"/> are those of one arm in order, at least one.
    /// </summary>
    public static string Of(string arm, IReadOnlyList<Diagnosis> diagnoses)
    {
        var last = diagnoses[^1];
        string[] Names(FailureVerdict verdict, Func<FailureModeDefinition, string> name)
            => [.. last.Readings.Where(reading => reading.Verdict == verdict).Select(reading => name(reading.Definition))];
        var present = Names(FailureVerdict.Present, mode =>
            string.Create(CultureInfo.InvariantCulture, $"{mode.Name} (from generation {Diagnosis.Onset(diagnoses, mode.Mode)})"));
        string[] suspected = Names(FailureVerdict.Suspected, mode => mode.Name),
            unknown = Names(FailureVerdict.NotMeasured, mode => mode.Name);
        return string.Create(CultureInfo.InvariantCulture, $"{arm}, generation {last.Generation}: ")
            + (present.Length > 0 ? string.Join(", ", present) : "no failure mode is above the noise")
            + (suspected.Length > 0 ? $"; suspected: {string.Join(", ", suspected)}" : "")
            + (unknown.Length > 0 ? $"; not measured: {string.Join(", ", unknown)}" : "") + ".";
    }

    /// <summary>The text of a verdict in tables.</summary>
    public static string Of(FailureVerdict verdict) => verdict switch
    {
        FailureVerdict.NotMeasured => "not measured",
        FailureVerdict.Absent => "absent",
        FailureVerdict.Suspected => "suspected",
        _ => "present",
    };
}
