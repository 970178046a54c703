using TextCollapse.Chains;
using TextCollapse.Studies;

namespace TextCollapse.Reporting;

/// <summary><c>timings.csv</c>: seconds of each generation's parts on the machine that made it.</summary>
public static class TimingsCsv
{
    /// <summary>Writes what is committed so far in a run's folder.</summary>
    public static void Write(RunFolder folder, string path)
    {
        using var table = new CsvTable(["cell", "seed", "generation", "train_seconds", "generate_seconds", "measure_seconds"]);
        foreach (var (cell, seed, facts) in GenerationsCsv.Read(folder))
        {
            var chain = folder.Chain(folder.Plan.Cells.First(one => one.Id == cell), seed);
            if (ChainRecord.Times(chain, facts.Generation) is { } times)
            {
                table.Field(cell).Field(seed).Field((long)facts.Generation)
                    .Field(times.Training.TotalSeconds).Field(times.Writing.TotalSeconds).Field(times.Measuring.TotalSeconds);
                table.EndRow();
            }
        }
        table.Save(path);
    }
}
