namespace TextCollapse.Models.Transformer;

/// <summary>
/// How a model with a context of T symbols processes longer documents: when T symbols (including the boundary symbol) are in the context
/// and another one follows, all but the newest T/2 are dropped and these move to the front. Thus every character is predicted from at least
/// T/2 symbols, if there are as many, and scoring, prediction and generation agree.
/// </summary>
public static class SlidingWindows
{
    /// <summary>The number of symbols that stay in the context when a window slides: T/2, rounded down.</summary>
    public static int Kept(int context) => context / 2;

    /// <summary>
    /// A window: its start in the document's inputs, its length, and its first position that the previous window did not predict.
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
