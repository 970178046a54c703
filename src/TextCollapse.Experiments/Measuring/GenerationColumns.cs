using TextCollapse.Experiments.Analysis;
using TextCollapse.Experiments.Generation;
using TextCollapse.Metrics;

namespace TextCollapse.Experiments.Measuring;

/// <summary>
/// Every column of <c>generations.csv</c>, in order. Columns are declared where they are computed; a new class that declares columns is
/// added here.
/// </summary>
public static class GenerationColumns
{
    /// <summary>The measured columns, which rules and acceptance conditions may use.</summary>
    public static IReadOnlyList<MetricColumn> Measured { get; } =
    [
        .. GenerationMeter.Declared,
        .. OrderOneMeter.Declared,
        TwinChain.Declared,
    ];

    /// <summary>All columns after <c>arm</c>, <c>seed</c> and <c>generation</c>.</summary>
    public static IReadOnlyList<MetricColumn> All { get; } =
        [.. GenerationFacts.DeclaredBefore, .. Measured, .. GenerationFacts.DeclaredAfter];

    /// <summary>The column of this name, or null if none is declared.</summary>
    public static MetricColumn? Find(string column)
        => All.Concat(AnalysisColumns.Declared).Select(declared => declared.Find(column)).FirstOrDefault(found => found is not null);

    /// <summary>The names of the columns that are measured in an arm, in order.</summary>
    public static IEnumerable<string> MeasuredIn(MeasuredArm arm) => Measured.SelectMany(column => column.NamesIn(arm));
}
