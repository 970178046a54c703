using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Randomness;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>The input of a curator.</summary>
public sealed record TransformContext
{
    /// <summary>The generation to be trained, ≥ 1.</summary>
    public required int Generation { get; init; }

    /// <summary>The last generation of the chain.</summary>
    public required int Generations { get; init; }

    /// <summary>The real text: training, unseen and validation text. The held-out text must not be used.</summary>
    public required RealText Real { get; init; }

    /// <summary>B, characters; the size of the training text unless the mixing grows.</summary>
    public required long Budget { get; init; }

    /// <summary>Characters of a generated document.</summary>
    public required int DocumentLength { get; init; }

    /// <summary>The key of all random numbers.</summary>
    public required RandomKey Random { get; init; }

    /// <summary>The model of generation 0, which was trained on real text only.</summary>
    public required Func<ILanguageModel> First { get; init; }

    /// <summary>The model of the last generation, which generated the new text in the corpus.</summary>
    public required Func<ILanguageModel> Previous { get; init; }

    /// <summary>How text is drawn in this chain: for curators that generate several drafts and select from them.</summary>
    public required ITextWriter Writer { get; init; }

    /// <summary>Threads to use.</summary>
    public required int Threads { get; init; }

    /// <summary>Stops at the next safe point.</summary>
    public CancellationToken Cancellation { get; init; }
}
