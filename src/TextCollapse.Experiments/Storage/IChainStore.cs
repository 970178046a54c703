using TextCollapse.Corpora;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Review;
using TextCollapse.Models;

namespace TextCollapse.Experiments.Storage;

/// <summary>Stores the generations of a chain; see <see cref="ChainStore"/>.</summary>
public interface IChainStore
{
    /// <summary>How many generations are committed: 0 … <see cref="Committed"/> − 1.</summary>
    int Committed { get; }

    /// <summary>The text of a committed generation, or its redrawn text if a later generation replaced it.</summary>
    Corpus Text(int generation);

    /// <summary>The model of a committed generation.</summary>
    ILanguageModel Model(int generation);

    /// <summary>The generation-0 models that chains share; null if this chain stores its own.</summary>
    SharedModels? Shared => null;

    /// <summary>Whether generation 0 is committed but its shared model is missing and has to be trained again.</summary>
    bool LacksFirstModel => false;

    /// <summary>The checkpoint file of a generation's training; null for no checkpoints.</summary>
    string? CheckpointPath(int generation);

    /// <summary>The recorded facts of a committed generation.</summary>
    GenerationFacts Facts(int generation);

    /// <summary>The training text of a committed generation, or null if it was not stored because it can be composed again.</summary>
    Corpus? Read(int generation);

    /// <summary>The decisions of reviewers about the chain, in order.</summary>
    IReadOnlyList<Decision> Decisions => [];

    /// <summary>Stores a generation atomically.</summary>
    void Commit(GenerationMade made);
}
