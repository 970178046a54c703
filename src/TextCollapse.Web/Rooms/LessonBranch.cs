using System.Globalization;

namespace TextCollapse.Web.Rooms;

/// <summary>How a branch goes on.</summary>
/// <param name="Generation">The last generation that it shares.</param>
/// <param name="Percent">Share of real text in what it reads from then on, per cent.</param>
/// <param name="Temperature">The temperature from then on.</param>
public sealed record LessonBranch(int Generation, int Percent, double Temperature)
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
