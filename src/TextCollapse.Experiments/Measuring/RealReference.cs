using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Experiments.Measuring;

/// <summary>
/// A real text with what is computed of it alone, once for all chains that share it: its n-grams, sorted, its words and its noise floors.
/// Safe for any thread.
/// </summary>
/// <param name="real">The real text.</param>
public sealed class RealReference(RealText real)
{
    /// <summary>Above this number of characters, sorting again is cheaper than keeping the sorted text.</summary>
    private const long MostKept = 1 << 25;

    private readonly Lazy<SortedText> _training = new(() => new(real.Training)), _heldOut = new(() => new(real.HeldOut));
    private readonly Lazy<RealWords> _words = new(() => new(real.Training));
    private readonly Lazy<IReadOnlyList<KeyValuePair<string, Measurement>>> _floors = new(() => RealFloors.Of(real));

    /// <summary>The real text.</summary>
    public RealText Text => real;

    /// <summary>Whether sorted texts are kept in memory.</summary>
    internal bool KeepsSorted { get; } = real.Training.Characters + real.HeldOut.Characters <= MostKept;

    /// <summary>The training text of generation 0, sorted.</summary>
    internal SortedText Training => KeepsSorted ? _training.Value : new(real.Training);

    /// <summary>The held-out text, sorted.</summary>
    internal SortedText HeldOut => KeepsSorted ? _heldOut.Value : new(real.HeldOut);

    /// <summary>The words of what generation 0 is trained on.</summary>
    internal RealWords Words => _words.Value;

    /// <summary>By how much two real texts differ by chance: columns that are the same for every generation.</summary>
    internal IReadOnlyList<KeyValuePair<string, Measurement>> Floors => _floors.Value;
}
