using TextCollapse.Corpora;

namespace TextCollapse.Models;

/// <summary>
/// A character-level language model: p(next character | document so far). Every document stands alone and begins after the boundary symbol.
/// Immutable once trained and safe for concurrent reading.
/// </summary>
public interface ILanguageModel
{
    /// <summary>The characters it predicts; V of them.</summary>
    Alphabet Alphabet { get; }

    /// <summary>What it is, for people and for the manifest.</summary>
    ModelCard Card { get; }

    /// <summary>
    /// The negative log-likelihood in nats of every character of every document given all before it in that document; +∞ where the model
    /// gives probability zero. The result does not depend on <paramref name="threads"/>.
    /// </summary>
    double[][] Score(IReadOnlyList<Document> documents, int threads);

    /// <summary>
    /// The next-character distribution at every position of one document as natural logarithms, row-major [length, V]: row t is what the
    /// model expects at position t, having read the characters before t.
    /// </summary>
    void Predict(ReadOnlySpan<ushort> document, Span<float> logProbabilities);

    /// <summary>
    /// How many documents one continuation of this model writes best: enough to share the reading of the weights, few enough that what it
    /// remembers of them stays in the caches. Changes the speed alone; never a function of the threads.
    /// </summary>
    int StreamsAtOnce => 32;

    /// <summary>Begins <paramref name="streams"/> independent documents that grow side by side.</summary>
    IDecodingSession Begin(int streams);

    /// <summary>Writes the model to a <c>.safetensors</c> file that <see cref="ModelFile.Load"/> reads.</summary>
    void Save(string path);
}
