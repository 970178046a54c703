using TextCollapse.Corpora;
using TextCollapse.Randomness;

namespace TextCollapse.Experiments.Mixing;

/// <summary>What a mixing strategy composes from.</summary>
public sealed record MixingTask
{
    /// <summary>The generation that will read the corpus, ≥ 1.</summary>
    public required int Generation { get; init; }

    /// <summary>The real text that generation 0 read: exactly the budget.</summary>
    public required Corpus Real { get; init; }

    /// <summary>Further real text that nobody was trained on yet.</summary>
    public required Corpus Unseen { get; init; }

    /// <summary>Characters of <see cref="Unseen"/> that earlier generations have read.</summary>
    public required long UnseenUsed { get; init; }

    /// <summary>The text written by a past generation, 0 … <see cref="Generation"/> − 1, as far back as the strategy looks.</summary>
    public required Func<int, Corpus> PartialDocument { get; init; }

    /// <summary>B, characters; what a generation reads unless its strategy grows.</summary>
    public required long Budget { get; init; }

    /// <summary>Fixes every draw.</summary>
    public required RandomKey Random { get; init; }

    /// <summary>The text written by the last generation.</summary>
    public Corpus Last => PartialDocument(Generation - 1);

    /// <summary>The texts of generations <paramref name="first"/> … <see cref="Generation"/> − 1 in order.</summary>
    public IEnumerable<Corpus> WrittenSince(int first) => Enumerable.Range(first, Generation - first).Select(PartialDocument);
}
