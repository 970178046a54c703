using TextCollapse.Metrics.Definitions;

namespace TextCollapse.Reporting;

/// <summary>
/// <c>profile.csv</c>: what each arm says on the eight definitions of collapse, with effect, reference, evidence and sensitivity.
/// </summary>
internal static class ProfileCsv
{
    /// <summary>Writes what is committed so far in a run's folder.</summary>
    public static void Write(RunStore records, string path)
    {
        using var table = new CsvTable(["arm", "definition", "name", "verdict", "since", "effect", "lower", "upper", "n", "unit",
            "reference", "evidence", "sensitivity"]);
        foreach (var profile in records.Profiles)
            foreach (var reading in profile.Readings)
                table.Field(profile.Arm).Field((long)reading.Definition.Number).Field(reading.Definition.Name).Field(reading.Mark.Words())
                    .Field(reading.Since is { } since ? since : Measurement.Undefined("it does not hold"))
                    .Field(reading.Effect.Mean).Field(reading.Effect.Lower).Field(reading.Effect.Upper).Field((long)reading.Effect.Seeds)
                    .Field(reading.Unit).Field(reading.Reference).Field(reading.Evidence).Field(reading.Sensitivity).EndRow();
        table.Save(path);
    }
}
