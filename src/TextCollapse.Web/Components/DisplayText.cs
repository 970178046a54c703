using TextCollapse.Reporting;

namespace TextCollapse.Web.Components;

/// <summary>Makes untrusted text safe to display: invisible and control characters are spelled out.</summary>
internal static class DisplayText
{
    /// <summary>The whole text with its line breaks.</summary>
    public static string Of(string text) => string.Concat(VisibleText.Parts(text).Select(part => part.Shown));

    /// <summary>One character in a figure; a space is shown as ␣.</summary>
    public static string OfCharacter(string character) => character switch { " " => "␣", "\n" => "¶", _ => VisibleText.Line(character) };
}
