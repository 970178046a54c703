using System.Globalization;

namespace TextCollapse.Reporting.Report;

/// <summary>Numbers, counts and sentences as the report prints them, the same under every culture.</summary>
internal static class Format
{
    /// <summary>A number with a minus sign (U+2212); a dash for NaN.</summary>
    public static string Number(double value, string format = "G4") =>
        double.IsNaN(value) ? "–" : value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>A difference, always with its sign.</summary>
    public static string Signed(double value) => value.ToString("+0.000;−0.000;0.000", CultureInfo.InvariantCulture);

    /// <summary>An integer with narrow spaces as thousands separators.</summary>
    public static string Whole(double number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '\u202F');

    /// <summary>A share as a percentage with one digit.</summary>
    public static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture);

    /// <summary>A percentage without its sign and without trailing zeros: <c>12.5</c>.</summary>
    public static string PercentNumber(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A number with its noun: <c>1 arm</c>, <c>3 arms</c>.</summary>
    public static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>Names as a list: <c>a, b and c</c>.</summary>
    public static string And(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";

    /// <summary>A duration in a suitable unit.</summary>
    public static string Seconds(double seconds) => seconds switch
    {
        < 10 => $"{Number(seconds, "F1")} s",
        < 120 => $"{Number(seconds, "F0")} s",
        < 7200 => $"{Number(seconds / 60, "F0")} min",
        _ => $"{Number(seconds / 3600, "F1")} h",
    };

    /// <summary>A sentence with curled apostrophes and no line break between a number and its percent sign.</summary>
    public static string Typeset(string text) => text.Replace(" %", "\u00A0%", StringComparison.Ordinal).Replace('\'', '’');
}
