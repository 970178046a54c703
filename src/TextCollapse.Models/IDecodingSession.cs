namespace TextCollapse.Models;

/// <summary>Several documents being written side by side by one model; used by one thread.</summary>
public interface IDecodingSession : IDisposable
{
    /// <summary>How many documents.</summary>
    int Streams { get; }

    /// <summary>
    /// Logarithms of the next character's probability in every stream up to a constant per row, row-major [Streams, V]; −∞ for probability
    /// zero.
    /// </summary>
    void Next(Span<float> logits);

    /// <summary>Appends one character to each stream: a symbol, or −1 to leave that stream as it is.</summary>
    void Append(ReadOnlySpan<int> symbols);

    /// <summary>Makes stream <paramref name="to"/> a copy of stream <paramref name="from"/> (beam search).</summary>
    void Copy(int from, int to);
}
