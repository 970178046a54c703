namespace TextCollapse.Corpora;

/// <summary>How held-out documents are chosen.</summary>
public enum TextSplit
{
    /// <summary>Drawn at random, spread evenly over the whole text.</summary>
    Spread,

    /// <summary>
    /// The customary split: held-out text at the end, validation text before it. Training text and reserve are drawn from all that comes
    /// before, by the seed.
    /// </summary>
    Tail,
}

/// <summary>
/// How real text is split. Defaults for existing text: 80 % training, 10 % held out, 10 % validation, the rest in reserve.
/// </summary>
public sealed record RealTextSettings
{
    /// <summary>Characters to train on; for sampled text, one million by default.</summary>
    public long? Train { get; init; }

    /// <summary>
    /// Characters that every generation is evaluated on and none is trained on; by default, at most an eighth of <see cref="Train"/>.
    /// </summary>
    public long? HeldOut { get; init; }

    /// <summary>Characters for early stopping; by default, as many as are held out.</summary>
    public long? Validation { get; init; }

    /// <summary>
    /// Characters of further unseen real text, for mixing strategies that add fresh real text. Null: all remaining existing text, or no
    /// sampled text.
    /// </summary>
    public long? Reserve { get; init; }

    /// <summary>The approximate number of characters of a document.</summary>
    public int DocumentLength { get; init; } = DocumentCutter.CustomaryLength;

    /// <summary>How held-out documents are chosen.</summary>
    public TextSplit Split { get; init; }

    /// <summary>The seed of the random split.</summary>
    public long Seed { get; init; }
}
