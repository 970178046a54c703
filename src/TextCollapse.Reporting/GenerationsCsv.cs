using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Storage;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Reporting;

/// <summary><c>generations.csv</c>: one row per cell, seed and generation. The same bytes for the same study on every run.</summary>
public static class GenerationsCsv
{
    /// <summary>The columns before the measurements.</summary>
    public static IReadOnlyList<string> KeyColumns { get; } =
        ["cell", "seed", "generation", .. GenerationFacts.DeclaredBefore.Select(column => column.Id)];

    /// <summary>
    /// The columns behind the measurements: different real characters that entered the chain so far; characters drawn to make the
    /// generation, rejected drafts included.
    /// </summary>
    public static IReadOnlyList<string> AuditColumns { get; } = [.. GenerationFacts.DeclaredAfter.Select(column => column.Id)];

    /// <summary>Writes what is committed so far in a run's folder.</summary>
    public static void Write(RunStore records, string path)
    {
        var measured = records.Generations.SelectMany(row => row.Facts.Metrics.Select(metric => metric.Key)).Distinct().ToArray();
        using var table = new CsvTable([.. KeyColumns, .. measured, .. AuditColumns]);
        foreach (var (cell, seed, facts) in records.Generations)
        {
            table.Field(cell).Field(seed).Field((long)facts.Generation).Field(facts.Mixing.Requested).Field(facts.Mixing.Realised)
                .Field(facts.Budget(facts.TrainingCharacters));
            for (var column = 0; column < measured.Length; column++)
                table
                    .Field(column < facts.Metrics.Count && facts.Metrics[column].Key == measured[column] ? facts.Metrics[column].Value
                    : facts[measured[column]]);
            table.Field(facts.Budget(facts.RealCharactersUsed)).Field(facts.Budget(facts.CharactersDrawn)).EndRow();
        }
        table.Save(path);
    }

    /// <summary>The rows as statistics see them: shares and sizes are columns like any other.</summary>
    public static IReadOnlyList<GenerationRow> Rows(RunFolder folder) => RunStore.Read(folder).Rows;

    /// <summary>All committed generations of a run, cell by cell and seed by seed.</summary>
    public static IEnumerable<(string Cell, long Seed, GenerationFacts Facts)> Read(RunFolder folder) =>
        RunStore.Read(folder).Generations;
}
