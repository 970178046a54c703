using TextCollapse.Corpora;
using TextCollapse.Randomness;

namespace TextCollapse.Experiments.Mixing;

/// <summary>The input of a mixing strategy.</summary>
public sealed record MixingTask
{
    /// <summary>The generation to be trained on the result, ≥ 1.</summary>
    public required int Generation { get; init; }

    /// <summary>The training text of generation 0, with exactly the budget.</summary>
    public required Corpus Real { get; init; }

    /// <summary>Further real text that no generation was trained on yet.</summary>
    public required Corpus Unseen { get; init; }

    /// <summary>Characters of <see cref="Unseen"/> that earlier generations were trained on.</summary>
    public required long UnseenUsed { get; init; }

    /// <summary>The text of a past generation, 0 … <see cref="Generation"/> − 1, within <see cref="MixingStrategy.LooksBack"/>.</summary>
    public required Func<int, Corpus> Generated { get; init; }

    /// <summary>B, characters; the size of the training text unless the strategy grows.</summary>
    public required long Budget { get; init; }

    /// <summary>The key of all random numbers.</summary>
    public required RandomKey Random { get; init; }

    /// <summary>The text of the last generation.</summary>
    public Corpus Last => Generated(Generation - 1);

    /// <summary>The texts of generations <paramref name="first"/> … <see cref="Generation"/> − 1 in order.</summary>
    public IEnumerable<Corpus> GeneratedSince(int first) => Enumerable.Range(first, Generation - first).Select(Generated);
}
