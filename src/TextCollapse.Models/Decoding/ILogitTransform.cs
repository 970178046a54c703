namespace TextCollapse.Models.Decoding;

/// <summary>One change to a row of logits before a character is drawn. Owned by one thread: it may keep scratch space.</summary>
internal interface ILogitTransform
{
    /// <summary>Changes the logits in place; −∞ (impossible) stays −∞.</summary>
    /// <param name="logits">Natural logarithms of probabilities up to a constant, [V]; at least one is finite, none is NaN or +∞.</param>
    /// <param name="written">The document so far, prompt included.</param>
    void Apply(Span<float> logits, ReadOnlySpan<ushort> written);
}
