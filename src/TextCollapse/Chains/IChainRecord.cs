using TextCollapse.Corpora;
using TextCollapse.Models;

namespace TextCollapse.Chains;

/// <summary>Where a chain keeps what it has done; see <see cref="ChainRecord"/>.</summary>
public interface IChainRecord
{
    /// <summary>How many generations are committed: 0 … <see cref="Committed"/> − 1.</summary>
    int Committed { get; }

    /// <summary>The text that a committed generation wrote.</summary>
    Corpus Text(int generation);

    /// <summary>The model of a committed generation.</summary>
    ILanguageModel Model(int generation);

    /// <summary>Where the training of a generation keeps its state while it is under way; null for nowhere.</summary>
    string? CheckpointPath(int generation);

    /// <summary>Keeps a generation, whole or not at all; the model is null where it need not be kept.</summary>
    void Commit(int generation, Corpus text, ILanguageModel? model, GenerationFacts facts, GenerationTimes times);
}
