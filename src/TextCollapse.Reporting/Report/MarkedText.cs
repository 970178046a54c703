namespace TextCollapse.Reporting.Report;

/// <summary>Generated text for display: invisible characters are spelt out, and passages are marked.</summary>
internal static class MarkedText
{
    /// <summary>Splits the text into runs of the same kind.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="repeated">Per UTF-16 unit: whether it is in a passage that the same generation generated more than once.</param>
    /// <param name="copied">Per UTF-16 unit: whether it is in a passage of the real training text; null if unknown.</param>
    public static IReadOnlyList<MarkedRun> Runs(string text, bool[] repeated, bool[]? copied)
    {
        // Per Unicode scalar, like the positions of visible parts.
        var classes = new List<string?>();
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            classes.Add(Class(repeated[at], copied is not null && copied[at]));
            at += rune.Utf16SequenceLength;
        }
        return [.. VisibleText.Parts(text)
            .SelectMany(part => part.IsStandIn ? [new MarkedRun(part.Shown, null, true)] : Split(part, classes))];
    }

    private static string? Class(bool isRepeated, bool isCopied) => (isCopied, isRepeated) switch
    {
        (true, true) => "copied repeated",
        (true, false) => "copied",
        (false, true) => "repeated",
        _ => null,
    };

    private static IEnumerable<MarkedRun> Split(VisiblePart part, List<string?> classes)
    {
        var runes = part.Shown.EnumerateRunes().ToArray();
        for (int from = 0, to; from < runes.Length; from = to)
        {
            var kind = classes[part.From + from];
            to = from + 1;
            while (to < runes.Length && classes[part.From + to] == kind)
                to++;
            yield return new(string.Concat(runes[from..to]), kind, false);
        }
    }
}

/// <summary>A run of shown text.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Class">The class of its mark; null if it is not marked.</param>
/// <param name="IsStandIn">True for a placeholder of a character that cannot be displayed.</param>
internal readonly record struct MarkedRun(string Text, string? Class, bool IsStandIn);
