using TextCollapse.Corpora;

namespace TextCollapse.Experiments.Generation;

/// <summary>Everything that decides the text of one chain: one arm with one seed.</summary>
public sealed record ChainSpec
{
    /// <summary>Which chain it is, and what its random numbers are drawn by.</summary>
    public required ChainIdentity Identity { get; init; }

    /// <summary>The steps of a generation.</summary>
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
    /// The parts with other values of some settings (by their keys), for people who change one between two generations; null where no study
    /// stands behind the chain. Mitigations and what is measured stay.
    /// </summary>
    /// <exception cref="InputException">A setting cannot be changed during a run, or not to that value.</exception>
    public Func<IReadOnlyList<KeyValuePair<string, string>>, ChainParts>? Change { get; init; }

    /// <summary>
    /// A second chain that runs beside this one, in memory, and that the models of this one are compared with; null for none. See
    /// <see cref="TwinChain"/>.
    /// </summary>
    public ChainSpec? Twin { get; init; }

    /// <summary>B: characters that generation 0 is trained on and that every generation generates.</summary>
    public long Budget => Real.Training.Characters;
}
