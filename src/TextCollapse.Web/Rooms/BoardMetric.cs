using TextCollapse.Chains;
using TextCollapse.Metrics;
using TextCollapse.Web.Words;

namespace TextCollapse.Web.Rooms;

/// <summary>The columns that the page draws; their names, units and explanations are those of their declarations.</summary>
public static class BoardMetric
{
    /// <summary>All, the one shown first at the head.</summary>
    public static IReadOnlyList<MetricColumn> All { get; } =
        [GenerationMeter.BpcReal, GenerationMeter.Distinct.At(8), GenerationMeter.HapaxRetention, VanishingWords.Alive, GenerationMeter.BpcOwn];

    /// <summary>The one with this name, else the first.</summary>
    public static MetricColumn Of(string? id) => All.FirstOrDefault(column => column.Id == id) ?? All[0];
}
