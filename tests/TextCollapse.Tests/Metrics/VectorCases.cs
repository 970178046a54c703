using System.Text.Json;

namespace TextCollapse.Tests.Metrics;

/// <summary>
/// How a vector's metric name becomes a call: input and parameters to a result that <see cref="VectorComparison"/> understands.
/// Every group has a file of its own: its cases, and the names it still owes.
/// </summary>
internal static partial class VectorCases
{
    internal delegate object? Case(JsonElement input, JsonElement parameters);

    public static IReadOnlyDictionary<string, Case> All { get; }
        = new[] { TextCases(), StatisticsCases(), NgramModelCases() }.SelectMany(group => group).ToDictionary();

    /// <summary>Metrics of the vectors that have no case yet; empty when the work is done.</summary>
    public static IReadOnlySet<string> NotYetMapped { get; } = new HashSet<string>([.. TextOwed, .. StatisticsOwed, .. NgramModelOwed]);
}
