using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Randomness;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>What a curator may look at.</summary>
public sealed record TransformContext
{
    /// <summary>The generation that will read, ≥ 1.</summary>
    public required int Generation { get; init; }

    /// <summary>The last generation of the chain.</summary>
    public required int Generations { get; init; }

    /// <summary>The real text: training, what nobody was trained on yet, validation. The held-out text is not to be looked at.</summary>
    public required RealText Real { get; init; }

    /// <summary>B, characters; what a generation reads unless its mixing grows.</summary>
    public required long Budget { get; init; }

    /// <summary>Characters of a written document.</summary>
    public required int DocumentLength { get; init; }

    /// <summary>Fixes every draw.</summary>
    public required RandomKey Random { get; init; }

    /// <summary>The model of generation 0, which read real text only.</summary>
    public required Func<ILanguageModel> First { get; init; }

    /// <summary>The model of the last generation, which wrote what is new in the corpus.</summary>
    public required Func<ILanguageModel> Previous { get; init; }

    /// <summary>How text is drawn in this chain: for curators that let a model write more than is needed and choose.</summary>
    public required ITextWriter Writer { get; init; }

    /// <summary>Threads to use.</summary>
    public required int Threads { get; init; }

    /// <summary>Stops at the next safe place.</summary>
    public CancellationToken Cancellation { get; init; }
}
