using TextCollapse.Chains;
using TextCollapse.Statistics;
using TextCollapse.Studies;

namespace TextCollapse.Reporting;

/// <summary><c>generations.csv</c>: one row per cell, seed and generation. The same bytes for the same study on every run.</summary>
public static class GenerationsCsv
{
    /// <summary>The columns before the measurements.</summary>
    public static IReadOnlyList<string> KeyColumns { get; } = ["cell", "seed", "generation", "real_share_requested", "real_share_realised", "training_chars"];

    /// <summary>The columns behind the measurements: different real characters that entered the chain so far; characters drawn to make the generation, rejected drafts included.</summary>
    public static IReadOnlyList<string> AuditColumns { get; } = ["real_chars_used", "chars_drawn"];

    /// <summary>Writes what is committed so far in a run's folder.</summary>
    public static void Write(RunFolder folder, string path)
    {
        var rows = Read(folder).ToArray();
        var measured = rows.SelectMany(row => row.Facts.Metrics.Select(metric => metric.Key)).Distinct().ToArray();
        using var table = new CsvTable([.. KeyColumns, .. measured, .. AuditColumns]);
        foreach (var (cell, seed, facts) in rows)
        {
            table.Field(cell).Field(seed).Field((long)facts.Generation).Field(facts.Mixing.Requested).Field(facts.Mixing.Realised).Field(facts.TrainingCharacters);
            foreach (var id in measured)
                table.Field(facts[id]);
            table.Field(facts.RealCharactersUsed).Field(facts.CharactersDrawn).EndRow();
        }
        table.Save(path);
    }

    /// <summary>The rows as statistics see them: shares and sizes are columns like any other.</summary>
    public static IReadOnlyList<ChainRow> Rows(RunFolder folder) =>
    [
        .. Read(folder).Select(row => new ChainRow(row.Cell, row.Seed, row.Facts.Generation,
        [
            new("real_share_requested", row.Facts.Mixing.Requested),
            new("real_share_realised", row.Facts.Mixing.Realised),
            new("training_chars", row.Facts.TrainingCharacters),
            .. row.Facts.Metrics,
            new("real_chars_used", row.Facts.RealCharactersUsed),
            new("chars_drawn", row.Facts.CharactersDrawn),
        ])),
    ];

    /// <summary>All committed generations of a run, cell by cell and seed by seed.</summary>
    public static IEnumerable<(string Cell, long Seed, GenerationFacts Facts)> Read(RunFolder folder) =>
        from cell in folder.Plan.Cells
        from seed in folder.Plan.Seeds
        from facts in ChainRecord.Facts(folder.Chain(cell, seed))
        select (cell.Id, seed, facts);
}
