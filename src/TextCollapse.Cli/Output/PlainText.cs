using System.Globalization;
using System.Text;

namespace TextCollapse.Cli.Output;

/// <summary>Makes text of unknown origin safe to show: a model may write anything.</summary>
internal static class PlainText
{
    /// <summary>
    /// Line breaks stay; every other control, formatting or private character becomes a middle dot, so that nothing steers the terminal.
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
