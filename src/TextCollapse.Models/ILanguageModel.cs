using TextCollapse.Corpora;

namespace TextCollapse.Models;

/// <summary>
/// A character-level language model: p(next character | document so far). Documents are independent; each begins after the boundary symbol.
/// Immutable once trained and thread-safe.
/// </summary>
public interface ILanguageModel
{
    /// <summary>The V characters that it predicts.</summary>
    Alphabet Alphabet { get; }

    /// <summary>A description for display and for the manifest.</summary>
    ModelCard Card { get; }

    /// <summary>
    /// Computes the negative log-likelihood in nats of every character of every document given all preceding characters of that document;
    /// +∞ where the model gives probability zero. The result does not depend on <paramref name="threads"/>.
    /// </summary>
    double[][] Score(IReadOnlyList<Document> documents, int threads);

    /// <summary>
    /// Computes the next-character distribution at every position of one document as natural logarithms, row-major [length, V]: row t is
    /// the prediction at position t given the characters before t.
    /// </summary>
    void Predict(ReadOnlySpan<ushort> document, Span<float> logProbabilities);

    /// <summary>
    /// The best number of documents per decoding session: enough to amortise reading the weights, few enough that their states stay in the
    /// caches. Affects only the speed; never a function of the number of threads.
    /// </summary>
    int StreamsAtOnce => 32;

    /// <summary>Begins a session that generates <paramref name="streams"/> independent documents in one batch.</summary>
    IDecodingSession Begin(int streams);

    /// <summary>Writes the model to a <c>.safetensors</c> file that <see cref="ModelFile.Load"/> reads.</summary>
    void Save(string path);
}
