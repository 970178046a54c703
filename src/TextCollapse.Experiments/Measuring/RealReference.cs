using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Experiments.Measuring;

/// <summary>
/// A real text with everything that depends only on it, computed once for all chains that share it: its sorted n-grams, its words and its
/// noise floors. Thread-safe.
/// </summary>
/// <param name="real">The real text.</param>
public sealed class RealReference(RealText real)
{
    /// <summary>Above this number of characters, sorting again is cheaper than keeping the sorted text.</summary>
    private const long MostKept = 1 << 25;

    private readonly Lazy<SortedText> _training = new(() => new(real.Training)), _heldOut = new(() => new(real.HeldOut));
    private readonly Lazy<RealWords> _words = new(() => new(real.Training));
    private readonly Lazy<IReadOnlyList<KeyValuePair<string, Measurement>>> _floors = new(() => RealFloors.Of(real));
    private readonly Lazy<Measurement> _bigramBits = new(() => BigramBound.Of(real));

    /// <summary>The real text.</summary>
    public RealText Text => real;

    /// <summary>Whether sorted texts are kept in memory.</summary>
    internal bool KeepsSorted { get; } = real.Training.Characters + real.HeldOut.Characters <= MostKept;

    /// <summary>The training text of generation 0, sorted.</summary>
    internal SortedText Training => KeepsSorted ? _training.Value : new(real.Training);

    /// <summary>The held-out text, sorted.</summary>
    internal SortedText HeldOut => KeepsSorted ? _heldOut.Value : new(real.HeldOut);

    /// <summary>The words of the training text of generation 0.</summary>
    internal RealWords Words => _words.Value;

    /// <summary>The noise-floor columns, which are the same for every generation.</summary>
    internal IReadOnlyList<KeyValuePair<string, Measurement>> Floors => _floors.Value;

    /// <summary>What a bigram model of the training text loses on the held-out text, in bits per character.</summary>
    internal Measurement BigramBits => _bigramBits.Value;
}
