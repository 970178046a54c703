using System.Globalization;
using TextCollapse.Metrics;
using TextCollapse.Reporting.Figures;
using TextCollapse.Web.Measurements;

namespace TextCollapse.Web.Components;

/// <summary>A metric of all arms over generations; the drawing is shared by all pages.</summary>
internal static class MetricChart
{
    /// <summary>The width of a figure on a phone, in pixels.</summary>
    public const double NarrowWidth = 350;

    private const double WideWidth = 760;

    /// <summary>The chart as SVG.</summary>
    public static string Markup(LessonResults results, MetricColumn metric, bool narrow) =>
        results.Drawing($"metric {metric.Id} {narrow}", () => Draw(results, metric, narrow).Markup());

    private static LineChart Draw(LessonResults results, MetricColumn metric, bool narrow) => new()
    {
        Name = metric.Id,
        Title = metric.Label,
        Description = Describe(results, metric),
        Width = narrow ? NarrowWidth : WideWidth,
        XTitle = "generation",
        YTitle = metric.Unit,
        Series = [.. results.Arms.Select((arm, i) => new Series(arm.Title, Points(arm, metric)) { Style = i })],
    };

    private static string Describe(LessonResults results, MetricColumn metric)
    {
        if (results.Generation < 0)
            return "No generation has been trained yet.";
        return string.Join("; ", results.Arms.Select(arm => Describe(arm.Title, arm.Generations[0], arm.Generations[^1], metric))) + ".";
    }

    private static string Describe(string title, GenerationResults first, GenerationResults last, MetricColumn metric) => string.Create(
        CultureInfo.InvariantCulture,
        $"{title}: {Value(first, metric):0.00} at generation 0, {Value(last, metric):0.00} at generation {last.Generation}");

    private static IReadOnlyList<SeriesPoint> Points(ArmResults arm, MetricColumn metric) =>
        [.. arm.Generations.Select(generation => new SeriesPoint(generation.Generation, Value(generation, metric)))];

    private static double Value(GenerationResults generation, MetricColumn metric) =>
        generation.Metrics.GetValueOrDefault(metric.Id, double.NaN);
}
