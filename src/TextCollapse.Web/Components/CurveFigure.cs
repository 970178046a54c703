using System.Globalization;
using TextCollapse.Metrics;
using TextCollapse.Reporting.Figures;
using TextCollapse.Web.Rooms;

namespace TextCollapse.Web.Components;

/// <summary>The curves of a board, drawn once for all who look at it.</summary>
public static class CurveFigure
{
    /// <summary>Pixels of a figure on a phone.</summary>
    public const double NarrowWidth = 350;

    /// <summary>Pixels of a figure elsewhere.</summary>
    public const double WideWidth = 760;

    /// <summary>The curve of every arm as SVG.</summary>
    public static string Markup(Board board, MetricColumn metric, bool narrow) =>
        board.Drawn.GetOrAdd($"curve {metric.Id} {narrow}", _ => Draw(board, metric, narrow).Markup());

    private static LineChart Draw(Board board, MetricColumn metric, bool narrow) => new()
    {
        Name = metric.Id,
        Title = metric.Label,
        Description = Describe(board, metric),
        Width = narrow ? NarrowWidth : WideWidth,
        XTitle = "generation",
        YTitle = metric.Unit,
        Series = [.. board.Arms.Select((arm, i) => new Series(arm.Title, [.. arm.Generations.Select(generation => new SeriesPoint(generation.Generation, generation.Metrics.GetValueOrDefault(metric.Id, double.NaN)))]) { Style = i })],
    };

    private static string Describe(Board board, MetricColumn metric) => board.Generation < 0 ? "No generation is trained yet." : string.Join("; ", board.Arms.Select(arm =>
        string.Create(CultureInfo.InvariantCulture, $"{arm.Title}: {arm.Generations[0].Metrics.GetValueOrDefault(metric.Id, double.NaN):0.00} at generation 0, {arm.Generations[^1].Metrics.GetValueOrDefault(metric.Id, double.NaN):0.00} at generation {arm.Generations[^1].Generation}"))) + ".";
}
