using TextCollapse.Corpora;
using TextCollapse.Randomness;

namespace TextCollapse.Models.Decoding;

/// <summary>What a <see cref="Decoder"/> is asked to write.</summary>
public sealed record GenerationTask
{
    /// <summary>Characters over all documents.</summary>
    public required long Characters { get; init; }

    /// <summary>Characters of each document; the last one is cut so that the total is exact.</summary>
    public required int DocumentLength { get; init; }

    /// <summary>Document d draws from stream d of purpose <c>decode</c>, so that its text depends on nothing else.</summary>
    public required RandomKey Random { get; init; }

    /// <summary>Who writes: the generation and the cell.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>
    /// Real documents whose first <see cref="DecodingOptions.Prompt"/> characters are read, not written, before each document: document d
    /// reads number d modulo how many there are. Needed only with a prompt.
    /// </summary>
    public Corpus? Prompts { get; init; }

    /// <summary>Threads to use; the text does not depend on them.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Told, from the writing threads, how many characters have been written since it was last told; may be null.</summary>
    public IProgress<long>? Progress { get; init; }
}
