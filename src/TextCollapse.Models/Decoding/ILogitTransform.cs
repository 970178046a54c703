namespace TextCollapse.Models.Decoding;

/// <summary>A transform of a row of logits before a character is sampled. Used by one thread: it may keep scratch buffers.</summary>
internal interface ILogitTransform
{
    /// <summary>Transforms the logits in place; −∞ (impossible) stays −∞.</summary>
    /// <param name="logits">Natural logarithms of probabilities up to a constant, [V]; at least one is finite, none is NaN or +∞.</param>
    /// <param name="written">The document so far, including the prompt.</param>
    void Apply(Span<float> logits, ReadOnlySpan<ushort> written);
}
