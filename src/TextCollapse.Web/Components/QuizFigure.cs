using System.Globalization;
using TextCollapse.Reporting.Figures;
using TextCollapse.Statistics;

namespace TextCollapse.Web.Components;

/// <summary>How well the class told real from generated, generation by generation; a coin gives one half.</summary>
public static class QuizFigure
{
    /// <summary>The curve.</summary>
    /// <param name="known">What the class has voted on.</param>
    /// <param name="last">The last generation that could be asked about.</param>
    /// <param name="narrow">Whether the page is narrow.</param>
    public static LineChart Draw(IReadOnlyList<(int Generation, WilsonInterval Accuracy)> known, int last, bool narrow) => new()
    {
        Name = "quiz",
        Title = "How often the class was right",
        Description = string.Join("; ", known.Select(one => string.Create(CultureInfo.InvariantCulture, $"generation {one.Generation}: {one.Accuracy.Right} of {one.Accuracy.All}"))),
        Width = narrow ? CurveFigure.NarrowWidth : 480,
        XTitle = "generation",
        YTitle = "share of right votes, with 95 % interval",
        YIsShare = true,
        DashedName = "a coin",
        Series =
        [
            new Series("class", [.. known.Select(one => new SeriesPoint(one.Generation, one.Accuracy.Share.OrNaN, one.Accuracy.Lower, one.Accuracy.Upper))]),
            new Series("a coin", [new(0, 0.5), new(Math.Max(1, Math.Max(last, known[^1].Generation)), 0.5)]) { IsTheory = true, Style = 6 },
        ],
    };
}
