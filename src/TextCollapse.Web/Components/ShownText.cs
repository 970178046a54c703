using TextCollapse.Reporting;

namespace TextCollapse.Web.Components;

/// <summary>Text that a model or a stranger wrote, fit to be shown: what would be unseen or would steer the page is spelt out.</summary>
public static class ShownText
{
    /// <summary>The whole text, line breaks kept.</summary>
    public static string Of(string text) => string.Concat(VisibleText.Parts(text).Select(part => part.Shown));

    /// <summary>One character of a bar or a heat map; a space is shown as ␣.</summary>
    public static string OfCharacter(string character) => character switch { " " => "␣", "\n" => "¶", _ => VisibleText.Line(character) };
}
