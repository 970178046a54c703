using TextCollapse.Randomness;

namespace TextCollapse.Corpora;

/// <summary>
/// A place that real documents come from: <see cref="IFoundText"/> has so much text and no more, <see cref="IDrawnText"/> any amount.
/// </summary>
public interface ITextSource
{
    /// <summary>
    /// The source as a study file writes it (<c>file:novel.txt</c>, <c>zipf:50,1.1</c>); the provenance of its documents.
    /// </summary>
    string Name { get; }
}

/// <summary>Text that is there already: files, downloaded texts, documentation.</summary>
public interface IFoundText : ITextSource
{
    /// <summary>
    /// Documents in the order of the text, cut by <see cref="DocumentCutter"/>: all of them, or, where the source is much larger than
    /// <paramref name="characters"/>, at least that many characters taken at even distances over the whole of it.
    /// </summary>
    /// <param name="characters">How many characters will be used.</param>
    /// <param name="documentLength">About how many characters a document has.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="InputException">The text is missing, empty, unreadable or not clean UTF-8.</exception>
    IReadOnlyList<string> Read(long characters, int documentLength, CancellationToken cancellation = default);
}

/// <summary>A law that documents are drawn from, independently: the ground truth is known.</summary>
public interface IDrawnText : ITextSource
{
    /// <summary>Every character that a document can hold.</summary>
    Alphabet Alphabet { get; }

    /// <summary>
    /// The entropy rate of the law, nats per character: no model's expected cross-entropy is lower. Null where it has no closed form.
    /// </summary>
    double? EntropyPerCharacter { get; }

    /// <summary>One document of about (a grammar) or exactly (a law of characters) <paramref name="documentLength"/> characters.</summary>
    string Draw(ref RandomStream random, int documentLength);
}
