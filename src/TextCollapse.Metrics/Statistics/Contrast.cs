namespace TextCollapse.Metrics.Statistics;

/// <summary>One cell against the baseline in one metric of one generation, paired by seed.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Baseline">The cell it is compared with.</param>
/// <param name="Generation">The generation.</param>
/// <param name="Metric">The column.</param>
/// <param name="Difference">Mean of cell − baseline over shared seeds, with its 95 % t-interval.</param>
/// <param name="Differences">The differences by seed.</param>
/// <param name="Test">The sign-flip test of the differences.</param>
/// <param name="AdjustedP">p adjusted for the family: Holm for primary metrics, Benjamini–Hochberg for the rest.</param>
/// <param name="Primary">True for a metric named before the data were seen.</param>
public sealed record Contrast(
    string Cell, string Baseline, int Generation, string Metric, SeedInterval Difference, IReadOnlyList<double> Differences,
        SignFlipTest Test,
    Measurement AdjustedP, bool Primary)
{
    /// <summary>
    /// Every other cell against <paramref name="baseline"/> in every metric of one generation. The primary family is
    /// <paramref name="primary"/>
    /// over all cells; the exploratory one is everything else. Seeds that either side lacks, or where either value is undefined, are left
    /// out.
    /// </summary>
    public static IReadOnlyList<Contrast> Of(IReadOnlyList<GenerationRow> rows, string baseline, int generation,
        IReadOnlyCollection<string> primary)
    {
        var here = rows.Where(row => row.Generation == generation).ToArray();
        var other = here.Where(row => row.Cell == baseline).ToDictionary(row => row.Seed);
        var columns = here.SelectMany(row => row.Metrics.Select(metric => metric.Key)).Distinct().ToArray();
        var contrasts = new List<Contrast>();
        foreach (var cell in here.Where(row => row.Cell != baseline).GroupBy(row => row.Cell))
            foreach (var column in columns)
            {
                double[] differences =
                [
                    .. cell.OrderBy(row => row.Seed).Where(row => other.ContainsKey(row.Seed) && row[column].IsDefined
                        && other[row.Seed][column].IsDefined)
                        .Select(row => row[column].Value - other[row.Seed][column].Value),
                ];
                var test = SignFlipTest.Of(differences);
                contrasts.Add(new(cell.Key, baseline, generation, column, SeedInterval.Student(differences), differences, test, test.P,
                    primary.Contains(column)));
            }
        Adjust(contrasts, true, p => MultipleTesting.Holm(p));
        Adjust(contrasts, false, p => MultipleTesting.BenjaminiHochberg(p));
        return contrasts;
    }

    private static void Adjust(List<Contrast> contrasts, bool primary, Func<double[], double[]> adjust)
    {
        var family = Enumerable.Range(0, contrasts.Count).Where(i => contrasts[i].Primary == primary && contrasts[i].Test.P.IsDefined)
            .ToArray();
        var adjusted = adjust([.. family.Select(i => contrasts[i].Test.P.Value)]);
        for (var k = 0; k < family.Length; k++)
            contrasts[family[k]] = contrasts[family[k]] with { AdjustedP = adjusted[k] };
    }
}
