using TextCollapse.Corpora;

namespace TextCollapse.Experiments.Generation;

/// <summary>Everything that determines the text of one chain: one arm with one seed.</summary>
public sealed record ChainSpec
{
    /// <summary>The identity of the chain and the keys of its random numbers.</summary>
    public required ChainIdentity Identity { get; init; }

    /// <summary>The components that run a generation.</summary>
    public required ChainParts Parts { get; init; }

    /// <summary>How its models are kept and loaded.</summary>
    public required ChainStorage Storage { get; init; }

    /// <summary>Real text: the length of what generation 0 is trained on is the budget of every generation.</summary>
    public required RealText Real { get; init; }

    /// <summary>Generations after generation 0.</summary>
    public required int Generations { get; init; }

    /// <summary>Characters of every generated document; the last one of a generation may be shorter.</summary>
    public required int DocumentLength { get; init; }

    /// <summary>
    /// Returns the parts with changed settings, by key, when a reviewer changes one between two generations; null if the chain has no
    /// study. Mitigations and metrics stay the same.
    /// </summary>
    /// <exception cref="InputException">A setting cannot be changed during a run, or not to that value.</exception>
    public Func<IReadOnlyList<KeyValuePair<string, string>>, ChainParts>? Change { get; init; }

    /// <summary>
    /// A second chain that runs together with this one, in memory, whose models are compared with those of this chain; null for none. See
    /// <see cref="TwinChain"/>.
    /// </summary>
    public ChainSpec? Twin { get; init; }

    /// <summary>B: characters that generation 0 is trained on and that every generation generates.</summary>
    public long Budget => Real.Training.Characters;
}
