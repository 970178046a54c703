namespace TextCollapse.Reporting;

/// <summary>
/// <c>timings.csv</c>: seconds of each generation's parts on the machine that made it; a training that chains share stands with the chain
/// that did
/// it, and is 0 in the others.
/// </summary>
internal static class TimingsCsv
{
    /// <summary>Writes what is committed so far in a run's folder.</summary>
    public static void Write(RunStore records, string path)
    {
        using var table = new CsvTable(["cell", "seed", "generation", "train_seconds", "generate_seconds", "measure_seconds"]);
        foreach (var chain in records.Chains)
            for (var generation = 0; generation < chain.Times.Count; generation++)
                if (chain.Times[generation] is { } times)
                {
                    table.Field(chain.Cell.Id).Field(chain.Seed).Field((long)generation)
                        .Field(times.Training.TotalSeconds).Field(times.Writing.TotalSeconds).Field(times.Measuring.TotalSeconds);
                    table.EndRow();
                }
        table.Save(path);
    }
}
