using TextCollapse.Chains;
using TextCollapse.Corpora;
using TextCollapse.Models;

namespace TextCollapse.Tests.Chains;

/// <summary>A chain's record that no disk slows down.</summary>
internal sealed class MemoryRecord : IChainRecord
{
    private readonly List<(Corpus Text, ILanguageModel? Model)> _generations = [];

    public List<GenerationFacts> Facts { get; } = [];
    public int Committed => _generations.Count;
    public Corpus Text(int generation) => _generations[generation].Text;
    public ILanguageModel Model(int generation) => _generations[generation].Model!;
    public string? CheckpointPath(int generation) => null;

    public void Commit(int generation, Corpus text, ILanguageModel? model, GenerationFacts facts, GenerationTimes times)
    {
        _generations.Add((text, model));
        Facts.Add(facts);
    }
}
