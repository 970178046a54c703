using System.Globalization;

namespace TextCollapse.Web.Lessons;

/// <summary>The settings of a branch.</summary>
/// <param name="Generation">The last generation shared with the original arm.</param>
/// <param name="Percent">The share of real text in the training text of later generations, in per cent.</param>
/// <param name="Temperature">The sampling temperature of later generations.</param>
internal sealed record LessonBranch(int Generation, int Percent, double Temperature)
{
    /// <summary>Its name on the page.</summary>
    public string Title => string.Create(CultureInfo.InvariantCulture, $"{Percent} %, T {Temperature:0.##}, from {Generation}");

    /// <summary>The settings that change.</summary>
    public IEnumerable<KeyValuePair<string, string>> Changes() =>
    [
        new("mixing.strategy", "fixed-real"),
        new("mixing.real_share", (Percent / 100.0).ToString(CultureInfo.InvariantCulture)),
        new("decoding.temperature", Temperature.ToString(CultureInfo.InvariantCulture)),
    ];
}
