namespace TextCollapse.Models.Decoding;

/// <summary>
/// An <see cref="IDecodingSession"/> whose rows follow from the number of a state, so that a row that was computed once need not be
/// computed again.
/// </summary>
internal interface IStateSession
{
    /// <summary>The state of a stream, not negative: equal states have equal rows.</summary>
    int State(int stream);

    /// <summary>The row of <see cref="IDecodingSession.Next"/> of one stream.</summary>
    void Next(int stream, Span<float> logits);
}
