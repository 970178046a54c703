namespace TextCollapse.Metrics.Statistics;

/// <summary>One row of <c>summary.csv</c>: an arm's generation over its seeds.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Generation">The generation.</param>
/// <param name="Metrics">Mean, 95 % t-interval over seeds and number of seeds by column, in the order of the columns.</param>
public sealed record Summary(string Arm, int Generation, IReadOnlyList<KeyValuePair<string, SeedInterval>> Metrics)
{
    /// <summary>
    /// Summarises rows in any order: arms in order of first appearance, generations ascending. Seeds without a value do not count in n.
    /// </summary>
    public static IReadOnlyList<Summary> Of(IReadOnlyList<GenerationRow> rows)
    {
        var columns = rows.SelectMany(row => row.Metrics.Select(metric => metric.Key)).Distinct().ToArray();
        return
        [
            .. rows.GroupBy(row => row.Arm).SelectMany(arm => arm.GroupBy(row => row.Generation).OrderBy(generation => generation.Key)
                .Select(generation => new Summary(arm.Key, generation.Key,
                [
                    .. columns.Select(column => KeyValuePair.Create(column, SeedInterval.Student(
                        [.. generation.OrderBy(row => row.Seed).Select(row => row[column]).Where(value => value.IsDefined)
                            .Select(value => value.Value)]))),
                ]))),
        ];
    }
}
