namespace TextCollapse.Corpora;

/// <summary>Lengths in characters (Unicode scalars) of well-formed text.</summary>
internal static class TextLength
{
    /// <summary>The number of characters of a text.</summary>
    internal static int Of(ReadOnlySpan<char> text)
    {
        var characters = text.Length;
        for (int at; (at = text.IndexOfAnyInRange('\uDC00', '\uDFFF')) >= 0; text = text[(at + 1)..])
            characters--;
        return characters;
    }

    /// <summary>The first characters of a text that has at least that many.</summary>
    internal static string First(string text, int characters)
    {
        var end = 0;
        for (; characters > 0; characters--)
            end += char.IsHighSurrogate(text[end]) ? 2 : 1;
        return text[..end];
    }

    /// <summary>A number with digit grouping, for messages.</summary>
    internal static string Number(long value) => value.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
