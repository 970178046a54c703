namespace TextCollapse.Models;

/// <summary>Generates several documents in one batch with one model; used by one thread.</summary>
public interface IDecodingSession : IDisposable
{
    /// <summary>The number of documents.</summary>
    int Streams { get; }

    /// <summary>
    /// Computes the log-probabilities of the next character in every stream up to a constant per row, row-major [Streams, V]; −∞ for
    /// probability zero.
    /// </summary>
    void Next(Span<float> logits);

    /// <summary>Appends one character to each stream: a symbol, or −1 to leave that stream unchanged.</summary>
    void Append(ReadOnlySpan<int> symbols);

    /// <summary>Copies stream <paramref name="from"/> to stream <paramref name="to"/> (for beam search).</summary>
    void Copy(int from, int to);
}
