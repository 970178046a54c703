using TextCollapse.Corpora;
using TextCollapse.Randomness;

namespace TextCollapse.Models.Decoding;

/// <summary>The task of a <see cref="Decoder"/>.</summary>
public sealed record GenerationTask
{
    /// <summary>Total characters of all documents.</summary>
    public required long Characters { get; init; }

    /// <summary>Characters of each document; the last one is truncated so that the total is exact.</summary>
    public required int DocumentLength { get; init; }

    /// <summary>Document d uses stream d of purpose <c>decode</c>, so that its text is independent of the other documents.</summary>
    public required RandomKey Random { get; init; }

    /// <summary>The provenance of the documents: the generation and the arm.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>
    /// Real documents whose first <see cref="DecodingOptions.Prompt"/> characters are the prompts: document d uses number d modulo their
    /// count. Required only with a prompt.
    /// </summary>
    public Corpus? Prompts { get; init; }

    /// <summary>The number of threads; the text does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Receives, from the worker threads, the number of characters generated since the last report; may be null.</summary>
    public IProgress<long>? Progress { get; init; }
}
