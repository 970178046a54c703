using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Storage;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Reporting;

/// <summary><c>generations.csv</c>: one row per arm, seed and generation. Every run of the same study produces the same bytes.</summary>
public static class GenerationsCsv
{
    /// <summary>The columns before the measurements.</summary>
    public static IReadOnlyList<string> KeyColumns { get; } =
        ["arm", "seed", "generation", .. GenerationFacts.DeclaredBefore.Select(column => column.Id)];

    /// <summary>
    /// The columns after the measurements: distinct real characters used in the chain so far; characters sampled for the generation,
    /// including rejected attempts.
    /// </summary>
    public static IReadOnlyList<string> AuditColumns { get; } = [.. GenerationFacts.DeclaredAfter.Select(column => column.Id)];

    /// <summary>Writes the table from the generations committed so far.</summary>
    public static void Write(RunStore records, string path)
    {
        var measured = records.Generations.SelectMany(row => row.Facts.Metrics.Select(metric => metric.Key)).Distinct().ToArray();
        using var table = new CsvTable([.. KeyColumns, .. measured, .. AuditColumns]);
        foreach (var (arm, seed, facts) in records.Generations)
        {
            table.Field(arm).Field(seed).Field((long)facts.Generation).Field(facts.Mixing.Requested).Field(facts.Mixing.Realised)
                .Field(facts.Budget(facts.TrainingCharacters));
            for (var column = 0; column < measured.Length; column++)
                table
                    .Field(column < facts.Metrics.Count && facts.Metrics[column].Key == measured[column] ? facts.Metrics[column].Value
                    : facts[measured[column]]);
            table.Field(facts.Budget(facts.RealCharactersUsed)).Field(facts.Budget(facts.CharactersDrawn)).EndRow();
        }
        table.Save(path);
    }

    /// <summary>The rows for statistics: shares and sizes are columns like metrics.</summary>
    public static IReadOnlyList<GenerationRow> Rows(RunFolder folder) => RunStore.Read(folder).Rows;

    /// <summary>All committed generations of a run, ordered by arm and seed.</summary>
    public static IEnumerable<(string Arm, long Seed, GenerationFacts Facts)> Read(RunFolder folder) =>
        RunStore.Read(folder).Generations;
}
