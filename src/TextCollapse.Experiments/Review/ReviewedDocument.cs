namespace TextCollapse.Experiments.Review;

/// <summary>A document of the last generation as a reviewer sees it.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Text">The generated text. It is untrusted: display it as text, never as markup, and escape it for a terminal.</param>
/// <param name="Fate">The decision about it so far.</param>
/// <param name="Edited">The edited text that will be trained on instead; null if not edited.</param>
public sealed record ReviewedDocument(int Number, string Text, Fate Fate, string? Edited);

/// <summary>What happens to a document before the next generation is trained.</summary>
public enum Fate
{
    /// <summary>Trained on as generated.</summary>
    Kept,

    /// <summary>Trained on as edited by a reviewer.</summary>
    Edited,

    /// <summary>Not trained on; a replacement is generated.</summary>
    Rejected,
}
