namespace TextCollapse.Web.Measurements;

/// <summary>A word of the real text whose survival the page shows.</summary>
/// <param name="Text">The word in lower case.</param>
/// <param name="Count">The number of occurrences in the real training text.</param>
/// <param name="Frequency">Its frequency class.</param>
public sealed record TrackedWord(string Text, int Count, WordFrequency Frequency);

/// <summary>How frequent a word is in the real training text.</summary>
public enum WordFrequency
{
    /// <summary>20 times or more.</summary>
    Common,

    /// <summary>5 to 19 times.</summary>
    Uncommon,

    /// <summary>2 to 4 times.</summary>
    Rare,
}
