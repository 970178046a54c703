using TextCollapse.Experiments.Measuring;
using TextCollapse.Metrics;

namespace TextCollapse.Web.Measurements;

/// <summary>The columns that the page plots; names, units and explanations are taken from their declarations.</summary>
internal static class DisplayMetric
{
    /// <summary>All of them, the default one first.</summary>
    public static IReadOnlyList<MetricColumn> All { get; } =
        [GenerationMeter.BpcReal, GenerationMeter.Distinct.At(8), GenerationMeter.HapaxRetentionHeldOut, TrackedWords.Alive,
            GenerationMeter.BpcOwn];

    /// <summary>The column with this id, or the default.</summary>
    public static MetricColumn Of(string? id) => All.FirstOrDefault(column => column.Id == id) ?? All[0];
}
