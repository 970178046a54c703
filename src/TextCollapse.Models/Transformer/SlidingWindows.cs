namespace TextCollapse.Models.Transformer;

/// <summary>
/// How a model that sees at most T symbols reads longer documents: when T symbols (the boundary symbol counts) are in sight and another
/// comes, all but the newest T/2 are forgotten and these move to the front. So every character is predicted from at least T/2 symbols, if
/// there are as many, and scoring, prediction and generation agree.
/// </summary>
public static class SlidingWindows
{
    /// <summary>Symbols that stay in sight when a window slides: T/2, rounded down.</summary>
    public static int Kept(int context) => context / 2;

    /// <summary>
    /// A window: where in the document's inputs it begins, its length, and its first position not predicted by the window before.
    /// </summary>
    public readonly record struct Window(int Start, int Length, int FirstNew);

    /// <summary>
    /// The windows over a document of this many characters, whose inputs are the boundary and all characters but the last.
    /// </summary>
    public static IEnumerable<Window> Over(int length, int context)
    {
        var kept = Kept(context);
        for (var start = 0; start == 0 ? length > 0 : start + kept < length; start += context - kept)
            yield return new Window(start, Math.Min(context, length - start), start == 0 ? 0 : kept);
    }
}
