namespace TextCollapse.Web.Words;

/// <summary>A word of the real text that the class watches.</summary>
/// <param name="Text">The word.</param>
/// <param name="Count">How often the real training text has it.</param>
/// <param name="Band">How rare it is.</param>
public sealed record WatchedWord(string Text, int Count, WordBand Band);

/// <summary>How rare a word is in the real training text.</summary>
public enum WordBand
{
    /// <summary>20 times or more.</summary>
    Common,

    /// <summary>5 to 19 times.</summary>
    Uncommon,

    /// <summary>2 to 4 times.</summary>
    Rare,
}
