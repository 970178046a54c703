using System.Text;
using System.Xml.Linq;

namespace TextCollapse.Reporting.Report;

/// <summary>A written text as it is shown: isolated from the page, what cannot be seen spelt out, marked passages in <c>mark</c> elements.</summary>
internal static class MarkedText
{
    /// <summary>Draws a text.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="repeated">By UTF-16 unit: lies in a passage that the same generation writes again.</param>
    /// <param name="copied">By UTF-16 unit: lies in a passage of the real training text; null where that is not known.</param>
    public static XElement Draw(string text, bool[] repeated, bool[]? copied)
    {
        var kinds = new List<string>();
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            kinds.Add((copied?[at] == true ? "copied" : "") + (repeated[at] ? copied?[at] == true ? " repeated" : "repeated" : ""));
            at += rune.Utf16SequenceLength;
        }
        var shown = Html.Of("bdi", "text", new XAttribute("dir", "auto"));
        foreach (var part in VisibleText.Parts(text))
            if (part.IsStandIn)
                shown.Add(Html.Of("span", "stand-in", part.Shown));
            else
                foreach (var (run, kind) in Runs(part, kinds))
                    shown.Add(kind.Length == 0 ? run : Html.Of("mark", kind, run));
        return shown;
    }

    private static IEnumerable<(string Text, string Kind)> Runs(VisiblePart part, List<string> kinds)
    {
        var run = new StringBuilder();
        var at = part.From;
        foreach (var rune in part.Shown.EnumerateRunes())
        {
            if (run.Length > 0 && kinds[at] != kinds[at - 1])
            {
                yield return (run.ToString(), kinds[at - 1]);
                run.Clear();
            }
            run.Append(rune.ToString());
            at++;
        }
        yield return (run.ToString(), kinds[at - 1]);
    }
}
