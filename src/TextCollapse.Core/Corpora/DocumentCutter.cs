namespace TextCollapse.Corpora;

/// <summary>
/// Cuts a long text into documents of about a given length L. Each cut is the candidate nearest to L between L/2 and 3L/2, of the best kind
/// available: after a blank line (the end of a paragraph), else after a line, else after a space, else at L. A remainder of up to 3L/2 at
/// the end stays whole. Nothing is lost or changed: the concatenated documents equal the text. A form feed always ends a document and is
/// the only character that is dropped.
/// </summary>
public static class DocumentCutter
{
    /// <summary>The default document length.</summary>
    public const int CustomaryLength = 2000;

    /// <summary>Separates documents in a file of several; never part of a text.</summary>
    public const char DocumentEnd = '\f';

    /// <summary>The documents of <paramref name="text"/>, none of them empty.</summary>
    /// <param name="text">Any text with line feeds as line ends.</param>
    /// <param name="length">L ≥ 1, in UTF-16 units.</param>
    public static IEnumerable<string> Cut(string text, int length = CustomaryLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var most = length + length / 2;
        for (var start = 0; start < text.Length;)
        {
            var left = text.Length - start;
            var next = text.IndexOf(DocumentEnd, start, Math.Min(most, left));
            var end = next;
            if (next < 0)
                end = left <= most ? text.Length : start + BestCut(text.AsSpan(start), length, most);
            if (end > start)
                yield return text[start..end];
            start = next >= 0 ? end + 1 : end;
        }
    }

    /// <summary>The position of the first cut of a text longer than 3L/2.</summary>
    private static int BestCut(ReadOnlySpan<char> text, int length, int most)
    {
        int paragraph = 0, line = 0, space = 0;
        for (var at = Math.Max(1, length / 2); at <= most; at++)
        {
            if (text[at - 1] == '\n')
            {
                Nearer(ref line, at);
                if (at > 1 && text[at - 2] == '\n' && text[at] != '\n')
                    Nearer(ref paragraph, at);
            }
            else if (text[at - 1] == ' ')
                Nearer(ref space, at);
        }
        if (paragraph > 0)
            return paragraph;
        if (line > 0)
            return line;
        if (space > 0)
            return space;
        return char.IsLowSurrogate(text[length]) && char.IsHighSurrogate(text[length - 1]) ? length + 1 : length;

        void Nearer(ref int cut, int at)
        {
            if (cut == 0 || Math.Abs(at - length) < Math.Abs(cut - length))
                cut = at;
        }
    }
}
