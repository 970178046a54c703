using TextCollapse.Corpora;

namespace TextCollapse.Experiments.Mixing;

/// <summary>
/// Decides what the next generation is trained on. Generation 0 is always trained on the real training text; strategies speak of later
/// ones. A strategy is a record in a file of its own that describes itself, and a line of <see cref="MixingStrategies.All"/>.
/// </summary>
public abstract record MixingStrategy
{
    /// <summary>The corpus of a generation ≥ 1.</summary>
    public abstract Corpus Compose(MixingTask task);

    /// <summary>
    /// The share of real text that the strategy means generation <paramref name="generation"/> ≥ 1 to be trained on, 0 to 1.
    /// </summary>
    public abstract double ExpectedRealShare(int generation);

    /// <summary>
    /// True where documents are drawn blindly from a pool, so that the share is an expectation and each generation's a draw around it.
    /// </summary>
    public virtual bool RealShareIsExpectation => false;

    /// <summary>How many past generations' texts it needs: 1 for replace, <see cref="int.MaxValue"/> for all.</summary>
    public virtual int LooksBack => 1;

    /// <summary>Characters of unseen real text it uses up in one generation of budget <paramref name="budget"/>.</summary>
    public virtual long UnseenReal(long budget) => 0;

    /// <summary>
    /// True for a control that trains every generation on unchanged real text alone: what an arm loses is held against it.
    /// </summary>
    public virtual bool IsRealTextAlone => false;
}
