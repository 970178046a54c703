using System.Globalization;
using System.Text;

namespace TextCollapse.Cli.Output;

/// <summary>Makes untrusted text safe to print: a model may generate any character.</summary>
internal static class PlainText
{
    /// <summary>
    /// Line breaks are kept. Other control, format and private-use characters become a middle dot, so that no text controls the terminal.
    /// </summary>
    public static string ForTerminal(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            safe.Append(rune.Value == '\n' || Rune.GetUnicodeCategory(rune)
                is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned)
                ? rune.ToString() : "·");
        return safe.ToString();
    }
}
