using System.Globalization;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Reporting.Figures;

namespace TextCollapse.Web.Components;

/// <summary>The accuracy of the class by generation, compared with guessing (50 %).</summary>
internal static class QuizChart
{
    private const double WideWidth = 480;

    /// <summary>The chart.</summary>
    /// <param name="accuracies">The accuracy by generation; at least one.</param>
    /// <param name="last">The last generation that questions can be about.</param>
    /// <param name="narrow">Whether the page is narrow.</param>
    public static LineChart Draw(IReadOnlyList<(int Generation, WilsonInterval Accuracy)> accuracies, int last, bool narrow)
    {
        var end = Math.Max(1, Math.Max(last, accuracies[^1].Generation));
        return new()
        {
            Name = "quiz",
            Title = "Accuracy of the class",
            Description = string.Join("; ", accuracies.Select(one =>
                string.Create(CultureInfo.InvariantCulture, $"generation {one.Generation}: {one.Accuracy.Right} of {one.Accuracy.All}"))),
            Width = narrow ? MetricChart.NarrowWidth : WideWidth,
            XTitle = "generation",
            YTitle = "share of correct votes, with 95 % interval",
            YIsShare = true,
            DashedName = "guessing",
            Series =
            [
                new Series("class", [.. accuracies.Select(one =>
                    new SeriesPoint(one.Generation, one.Accuracy.Share.OrNaN, one.Accuracy.Lower, one.Accuracy.Upper))]),
                new Series("guessing", [new(0, 0.5), new(end, 0.5)]) { IsTheory = true, Style = 6 },
            ],
        };
    }
}
