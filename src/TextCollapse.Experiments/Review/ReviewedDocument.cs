namespace TextCollapse.Experiments.Review;

/// <summary>A document of the last generation as a reviewer sees it.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Text">What the model wrote. A model may write anything: show it as text, never as markup or to a terminal as it is.</param>
/// <param name="Fate">What is decided about it so far.</param>
/// <param name="Edited">What will be read instead, where it was edited; else null.</param>
public sealed record ReviewedDocument(int Number, string Text, Fate Fate, string? Edited);

/// <summary>What becomes of a document before the next generation reads it.</summary>
public enum Fate
{
    /// <summary>Read as it was written.</summary>
    Kept,

    /// <summary>Read as a person changed it.</summary>
    Edited,

    /// <summary>Not read; another is written in its place.</summary>
    Rejected,
}
