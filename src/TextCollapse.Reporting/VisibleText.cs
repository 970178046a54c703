using System.Globalization;
using System.Text;

namespace TextCollapse.Reporting;

/// <summary>
/// Makes untrusted text safe to display: a model may generate any character. Characters that are invisible or affect the layout (control
/// characters, direction marks, zero-width and unassigned characters, excessive combining marks) are spelt out; all others are kept.
/// Markup is not escaped here, but by the code that writes the page.
/// </summary>
public static class VisibleText
{
    /// <summary>The maximum number of combining marks per character; further ones are counted, not drawn.</summary>
    public const int MarksPerCharacter = 3;

    /// <summary>The parts of a text in order: plain runs, and placeholders for characters that cannot be displayed.</summary>
    /// <param name="text">Any string; lone surrogates are allowed.</param>
    /// <param name="keepLines">True to keep line breaks; false to show them as ↵.</param>
    public static IEnumerable<VisiblePart> Parts(string text, bool keepLines = true)
    {
        var plain = new StringBuilder(text.Length);
        int marks = 0, from = 0, at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var isMark = IsMark(rune);
            var standIn = StandIn(rune, keepLines);
            if (plain.Length > 0 && (standIn is not null || isMark && marks == MarksPerCharacter))
            {
                yield return new(plain.ToString(), from, at, false);
                plain.Clear();
                from = at;
            }
            if (!isMark && marks > MarksPerCharacter)
            {
                yield return new(Excess(marks), from, at, true);
                from = at;
            }
            marks = isMark ? marks + 1 : 0;
            at++;
            if (standIn is not null)
            {
                yield return new(standIn, from, at, true);
                from = at;
            }
            else if (marks <= MarksPerCharacter)
                plain.Append(rune.ToString());
        }
        if (plain.Length > 0)
            yield return new(plain.ToString(), from, at, false);
        else if (marks > MarksPerCharacter)
            yield return new(Excess(marks), from, at, true);
    }

    /// <summary>The same as one line, for labels, attributes and alternative texts.</summary>
    public static string Line(string text) => string.Concat(Parts(text, keepLines: false).Select(part => part.Shown));

    /// <summary>One line of at most <paramref name="length"/> characters, truncated with an ellipsis.</summary>
    public static string Line(string text, int length)
    {
        var elements = new StringInfo(Line(text));
        return elements.LengthInTextElements <= length ? elements.String : elements.SubstringByTextElements(0, length - 1) + "…";
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.SpacingCombiningMark;

    private static string Excess(int marks) =>
        string.Create(CultureInfo.InvariantCulture, $"⟨{marks - MarksPerCharacter} more combining marks⟩");

    private static string? StandIn(Rune rune, bool keepLines) => rune.Value switch
    {
        '\n' when keepLines => null,
        '\n' => "↵",
        < 0x20 => ((char)(0x2400 + rune.Value)).ToString(),
        0x7F => "␡",
        0xFFFD => "⟨no character⟩",
        0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0 => Code(rune), // letters by category, but invisible
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate ? Code(rune) : null,
    };

    private static string Code(Rune rune) => string.Create(CultureInfo.InvariantCulture, $"⟨U+{rune.Value:X4}⟩");
}

/// <summary>A run of displayed text.</summary>
/// <param name="Shown">The displayed text.</param>
/// <param name="From">The first character (Unicode scalar) of the original that it represents.</param>
/// <param name="To">One past the last.</param>
/// <param name="IsStandIn">True for a placeholder of characters that cannot be displayed.</param>
public readonly record struct VisiblePart(string Shown, int From, int To, bool IsStandIn);
