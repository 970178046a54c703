using System.Text;

namespace TextCollapse.Reporting.Figures;

/// <summary>Style of figures on a page: their classes, with colours for dark pages.</summary>
public static class FigureStyle
{
    /// <summary>
    /// CSS for a page with figures. Light colours are in the figures themselves; this scales the figures to their container and sets dark
    /// colours if the user prefers a dark theme, except in print. A page with a theme switch sets <c>data-theme="dark"</c> or
    /// <c>"light"</c> on its root element.
    /// </summary>
    public static string Css { get; } = Make();

    private static string Make()
    {
        var css = new StringBuilder(".tc-figure{display:block;max-width:100%;height:auto;font-family:inherit}\n");
        css.Append(".tc-figure .tc-mark{cursor:default}\n");
        // Highlight the series whose line or label is under the pointer, and fade the others.
        css.Append("@media (hover:hover){.tc-figure:has([data-series]:hover) [data-series]:not(:hover){opacity:.18}\n");
        css.Append(".tc-figure [data-series]:hover [fill-opacity]{fill-opacity:.22}}\n");
        var dark = string.Concat(Dark().Select(rule => $"  :root:not([data-theme=light]) .tc-figure {rule}\n"));
        css.Append("@media screen and (prefers-color-scheme:dark){\n").Append(dark).Append("}\n");
        css.Append("@media screen{\n").Append(string.Concat(Dark().Select(rule => $"  :root[data-theme=dark] .tc-figure {rule}\n")))
            .Append("}\n");
        return css.ToString();
    }

    private static IEnumerable<string> Dark() =>
    [
        $".tc-ink{{color:{Palette.InkDark}}}",
        $".tc-faint{{color:{Palette.FaintDark}}}",
        $".tc-grid{{color:{Palette.GridDark}}}",
        $".tc-paper{{fill:{Palette.PaperDark}}}",
        .. Palette.SeriesDark.Select((color, i) => $".tc-s{i}{{color:{color}}}"),
        .. Palette.RampDark.Select((color, i) => $".tc-h{i}{{fill:{color}}}"),
        $".tc-on-high{{color:{Palette.PaperDark}}}",
        $".tc-on-low{{color:{Palette.InkDark}}}",
    ];
}
