using TextCollapse.Experiments.Storage;
using TextCollapse.Metrics.FailureModes;

namespace TextCollapse.Reporting;

/// <summary>
/// <c>diagnosis.csv</c>: the verdicts on the six failure modes for each arm over its seeds, generation by generation, with the evidence.
/// </summary>
internal static class DiagnosisCsv
{
    /// <summary>The diagnoses of every arm that has finished a generation after generation 0, in the order of the plan.</summary>
    public static IReadOnlyList<(string Arm, IReadOnlyList<Diagnosis> Diagnoses)> Of(RunFolder folder) =>
        RunStore.Read(folder).Diagnoses;

    /// <summary>Writes the table from the generations committed so far.</summary>
    public static void Write(RunStore records, string path)
    {
        using var table = new CsvTable(["arm", "generation", "mode", "verdict", "evidence"]);
        foreach (var (arm, diagnoses) in records.Diagnoses)
            foreach (var diagnosis in diagnoses)
                foreach (var reading in diagnosis.Readings)
                    table.Field(arm).Field((long)diagnosis.Generation).Field(reading.Definition.Name)
                        .Field(PlainDiagnosis.Of(reading.Verdict))
                        .Field(string.Join("; ", reading.Evidence)).EndRow();
        table.Save(path);
    }
}
