namespace TextCollapse.Reporting;

/// <summary>
/// <c>timings.csv</c>: training, generating and measuring time of each generation in seconds, on the machine that ran it. A shared
/// training is counted for the chain that ran it and is 0 for the others.
/// </summary>
internal static class TimingsCsv
{
    /// <summary>Writes the table from the generations committed so far.</summary>
    public static void Write(RunStore records, string path)
    {
        using var table = new CsvTable(["arm", "seed", "generation", "train_seconds", "generate_seconds", "measure_seconds"]);
        foreach (var chain in records.Chains)
            for (var generation = 0; generation < chain.Times.Count; generation++)
                if (chain.Times[generation] is { } times)
                {
                    table.Field(chain.Arm.Id).Field(chain.Seed).Field((long)generation)
                        .Field(times.Training.TotalSeconds).Field(times.Writing.TotalSeconds).Field(times.Measuring.TotalSeconds);
                    table.EndRow();
                }
        table.Save(path);
    }
}
