namespace TextCollapse.Corpora;

/// <summary>How held-out documents are chosen.</summary>
public enum TextSplit
{
    /// <summary>Drawn by chance, evenly over the whole text.</summary>
    Spread,

    /// <summary>
    /// The customary split: held-out text at the end, validation text before it. Training text and reserve are drawn from all that comes
    /// before, by the seed.
    /// </summary>
    Tail,
}

/// <summary>
/// How much real text goes where. What is null: of found text 80 % to train, 10 % held out, 10 % for validation, the rest of it in reserve.
/// </summary>
public sealed record RealTextSettings
{
    /// <summary>Characters to train on; of drawn text, one million where it is not said.</summary>
    public long? Train { get; init; }

    /// <summary>
    /// Characters that every generation is measured on and none reads; where it is not said, an eighth of <see cref="Train"/> at most.
    /// </summary>
    public long? HeldOut { get; init; }

    /// <summary>Characters for early stopping; where it is not said, as many as are held out.</summary>
    public long? Validation { get; init; }

    /// <summary>
    /// Characters of further unseen real text that a mixing with fresh real text will read. Null: all that is left over of found text, none
    /// of drawn text.
    /// </summary>
    public long? Reserve { get; init; }

    /// <summary>About how many characters a document has.</summary>
    public int DocumentLength { get; init; } = DocumentCutter.CustomaryLength;

    /// <summary>How held-out documents are chosen.</summary>
    public TextSplit Split { get; init; }

    /// <summary>Fixes which documents are drawn.</summary>
    public long Seed { get; init; }
}
