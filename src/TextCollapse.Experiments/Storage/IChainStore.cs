using TextCollapse.Corpora;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Review;
using TextCollapse.Models;

namespace TextCollapse.Experiments.Storage;

/// <summary>Where a chain keeps what it has done; see <see cref="ChainStore"/>.</summary>
public interface IChainStore
{
    /// <summary>How many generations are committed: 0 … <see cref="Committed"/> − 1.</summary>
    int Committed { get; }

    /// <summary>The text that a committed generation wrote; what it was made to write instead where a later one asked for that.</summary>
    Corpus Text(int generation);

    /// <summary>The model of a committed generation.</summary>
    ILanguageModel Model(int generation);

    /// <summary>The generation-0 models that chains share; null where this one keeps its own.</summary>
    SharedModels? Shared => null;

    /// <summary>Whether generation 0 is committed and the model that it shares is gone: it has to be trained again.</summary>
    bool LacksFirstModel => false;

    /// <summary>Where the training of a generation keeps its state while it is under way; null for nowhere.</summary>
    string? CheckpointPath(int generation);

    /// <summary>What is recorded of a committed generation.</summary>
    GenerationFacts Facts(int generation);

    /// <summary>What a committed generation read, or null where it was not kept because it can be composed again.</summary>
    Corpus? Read(int generation);

    /// <summary>What people decided about the chain, in order.</summary>
    IReadOnlyList<Decision> Decisions => [];

    /// <summary>Keeps a generation, whole or not at all.</summary>
    void Commit(GenerationMade made);
}
