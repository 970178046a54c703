using TextCollapse.Randomness;

namespace TextCollapse.Corpora;

/// <summary>
/// A source of real documents: <see cref="IFoundText"/> has a fixed amount of text, <see cref="IDrawnText"/> can be sampled without limit.
/// </summary>
public interface ITextSource
{
    /// <summary>
    /// The name of the source in a study file (<c>file:novel.txt</c>, <c>zipf:50,1.1</c>), also used as the provenance of its documents.
    /// </summary>
    string Name { get; }
}

/// <summary>Existing text: files, downloaded texts, documentation.</summary>
public interface IFoundText : ITextSource
{
    /// <summary>
    /// Documents in the order of the text, cut by <see cref="DocumentCutter"/>: all of them, or, where the source is much larger than
    /// <paramref name="characters"/>, at least that many characters taken at even distances over all of it.
    /// </summary>
    /// <param name="characters">The number of characters that will be used.</param>
    /// <param name="documentLength">The approximate number of characters of a document.</param>
    /// <param name="cancellation">Cancels reading.</param>
    /// <exception cref="InputException">The text is missing, empty, unreadable or not valid UTF-8.</exception>
    IReadOnlyList<string> Read(long characters, int documentLength, CancellationToken cancellation = default);
}

/// <summary>A distribution from which documents are sampled independently, so that the ground truth is known.</summary>
public interface IDrawnText : ITextSource
{
    /// <summary>Every character that can occur in a document.</summary>
    Alphabet Alphabet { get; }

    /// <summary>
    /// The entropy rate of the distribution, nats per character: a lower bound of every model's expected cross-entropy. Null where it has
    /// no closed form.
    /// </summary>
    double? EntropyPerCharacter { get; }

    /// <summary>
    /// Samples one document of about (a grammar) or exactly (a distribution of characters) <paramref name="documentLength"/> characters.
    /// </summary>
    string Draw(ref RandomStream random, int documentLength);
}
