using TextCollapse.Corpora;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Review;
using TextCollapse.Experiments.Storage;
using TextCollapse.Models;

namespace TextCollapse.Tests.Chains;

/// <summary>A chain's record that no disk slows down.</summary>
internal sealed class MemoryChainStore : IChainStore
{
    private readonly List<GenerationMade> _generations = [];

    public IReadOnlyList<GenerationFacts> AllFacts => [.. _generations.Select(made => made.Facts)];
    public IReadOnlyList<Decision> Decisions { get; init; } = [];
    public int Committed => _generations.Count;
    public GenerationFacts Facts(int generation) => _generations[generation].Facts;
    public Corpus? Read(int generation) => _generations[generation].Read;
    public Corpus Text(int generation) => (generation + 1 < Committed ? _generations[generation + 1].Redrawn : null) ?? _generations[generation].Text;
    public ILanguageModel Model(int generation) => _generations[generation].Model!;
    public string? CheckpointPath(int generation) => null;
    public void Commit(GenerationMade made) => _generations.Add(made);
}
