namespace TextCollapse.Mixing;

/// <summary>Decides what the next generation reads. Generation 0 always reads the real training text; strategies speak of later ones.</summary>
public interface IMixing
{
    /// <summary>The corpus of a generation ≥ 1.</summary>
    Corpora.Corpus Compose(MixingTask task);

    /// <summary>The share of real text that the strategy means generation <paramref name="generation"/> ≥ 1 to read, 0 to 1.</summary>
    double RealShare(int generation);

    /// <summary>True where documents are drawn blindly from a pool, so that the share is an expectation and each generation's a draw around it.</summary>
    bool RealShareIsExpectation => false;

    /// <summary>How many past generations' texts it needs: 1 for replace, <see cref="int.MaxValue"/> for all.</summary>
    int LooksBack => 1;

    /// <summary>Characters of unseen real text it uses up in one generation of budget <paramref name="budget"/>.</summary>
    long FreshReal(long budget) => 0;
}
