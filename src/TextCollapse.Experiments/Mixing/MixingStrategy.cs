using TextCollapse.Corpora;

namespace TextCollapse.Experiments.Mixing;

/// <summary>
/// Decides what the next generation is trained on. Generation 0 is always trained on the real training text; strategies apply to later
/// ones. A strategy is a self-describing record in its own file, and a line of <see cref="MixingStrategies.All"/>.
/// </summary>
public abstract record MixingStrategy
{
    /// <summary>The corpus of a generation ≥ 1.</summary>
    public abstract Corpus Compose(MixingTask task);

    /// <summary>The intended share of real text in the training text of generation <paramref name="generation"/> ≥ 1, 0 to 1.</summary>
    public abstract double ExpectedRealShare(int generation);

    /// <summary>
    /// True if documents are drawn from a pool regardless of origin, so that <see cref="ExpectedRealShare"/> is an expectation around which
    /// each generation's share varies.
    /// </summary>
    public virtual bool RealShareIsExpectation => false;

    /// <summary>The number of past generations' texts it needs: 1 for replace, <see cref="int.MaxValue"/> for all.</summary>
    public virtual int LooksBack => 1;

    /// <summary>Characters of unseen real text used in one generation of budget <paramref name="budget"/>.</summary>
    public virtual long UnseenReal(long budget) => 0;

    /// <summary>
    /// True for a control that trains every generation on unchanged real text alone: what an arm loses is held against it.
    /// </summary>
    public virtual bool IsRealTextAlone => false;
}
