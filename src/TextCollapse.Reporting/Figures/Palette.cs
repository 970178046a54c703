namespace TextCollapse.Reporting.Figures;

/// <summary>
/// Colours. The eight series colours are distinguishable with common kinds of colour blindness and have a contrast of at least 3 : 1 with
/// the page. Each has a marker shape; a ninth series uses the first colour with a hollow marker.
/// </summary>
internal static class Palette
{
    public const string Ink = "#1f2328", Faint = "#5b636d", Grid = "#d5d9de";
    public const string InkDark = "#e6e8eb", FaintDark = "#a0a8b2", GridDark = "#3a4048", PaperDark = "#16191d";

    /// <summary>Series on a light page.</summary>
    public static IReadOnlyList<string> Series { get; } = ["#0072b2", "#d55e00", "#00835e", "#aa3377", "#8a6d00", "#4b3fb5", "#5a5a5a",
        "#1a8fb5"];

    /// <summary>Series on a dark page.</summary>
    public static IReadOnlyList<string> SeriesDark { get; } = ["#56b4e9", "#ff8f4a", "#2fc79a", "#f08cc4", "#e0b83c", "#a79bff", "#b8b8b8",
        "#7fe0ff"];

    /// <summary>From 0 % (index 0) to 100 % (index 9): one hue with evenly decreasing lightness.</summary>
    public static IReadOnlyList<string> Ramp { get; } = ["#f4f8fc", "#e1edf7", "#cde0f1", "#b3d0e8", "#97c0e0", "#7bacd3", "#3a78b0",
        "#2a669d", "#1b5286", "#0d3c6e"];

    /// <summary>The same for a dark page, with evenly increasing lightness.</summary>
    public static IReadOnlyList<string> RampDark { get; } = ["#1b2129", "#1e2d3c", "#21394f", "#254763", "#2b5879", "#34678b", "#5a96be",
        "#77aed0", "#9ac6e2", "#c2def2"];

    /// <summary>The first step on which text is drawn in the colour of the page instead of the colour of text.</summary>
    public const int High = 6;

    /// <summary>The step for a share.</summary>
    public static int Step(double share) => Math.Clamp((int)(share * Ramp.Count), 0, Ramp.Count - 1);
}
