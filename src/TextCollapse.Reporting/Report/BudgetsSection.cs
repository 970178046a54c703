using System.Globalization;

namespace TextCollapse.Reporting.Report;

/// <summary>Budgets asked for and realised.</summary>
internal static class BudgetsSection
{
    public static ReportSection Of(RunResults results) => new("budgets", "Budgets, asked for and realised",
        Html.Table("Budgets by arm", ["arm", "real share, asked", "realised", "characters given", "read by a chain", "optimizer steps"], results.Arms.Select(arm =>
        {
            var rows = results.Generations.Where(row => row.Cell == arm.Id).Select(row => row.Facts).ToArray();
            var later = rows.Where(facts => facts.Generation > 0).DefaultIfEmpty(rows[0]).ToArray();
            var chains = (double)results.Generations.Where(row => row.Cell == arm.Id).Select(row => row.Seed).Distinct().Count();
            return (IReadOnlyList<object?>)
            [
                arm.Id, Range(later.Select(facts => facts.Mixing.Requested), "P1"), Range(later.Select(facts => facts.Mixing.Realised), "P1"),
                Ends(rows.MinBy(facts => facts.Generation)!.TrainingCharacters, rows.MaxBy(facts => facts.Generation)!.TrainingCharacters),
                Whole(rows.Sum(facts => facts.CharactersRead) / chains), rows.Sum(facts => facts.Steps) == 0 ? "–" : Whole(rows.Sum(facts => (double)facts.Steps) / chains),
            ];
        })),
        Html.Note("Shares are those of generations 1 and later, over all seeds, by characters; generation 0 reads real text alone. Characters given are those of the first to the last generation; characters read and optimizer steps are those of a whole chain. A chain whose share is off by more than a document is stopped."));

    private static string Range(IEnumerable<double> values, string format)
    {
        var all = values.ToArray();
        string low = all.Min().ToString(format, CultureInfo.InvariantCulture), high = all.Max().ToString(format, CultureInfo.InvariantCulture);
        return low == high ? low : $"{low} to {high}";
    }

    private static string Ends(long first, long last) => first == last ? Whole(first) : $"{Whole(first)} to {Whole(last)}";

    private static string Whole(double number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '\u202F');
}
