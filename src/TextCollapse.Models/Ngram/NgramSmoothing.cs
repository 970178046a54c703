namespace TextCollapse.Models.Ngram;

/// <summary>How an n-gram model gives probability to what it has not seen.</summary>
public enum NgramSmoothing
{
    /// <summary>
    /// <c>maximum-likelihood</c>: relative frequency, nothing for the unseen. A context that was never seen is shortened from the left
    /// until it was.
    /// At order 1 it is counts / n exactly: generation after generation, the Wright–Fisher process.
    /// </summary>
    MaximumLikelihood,

    /// <summary><c>add-alpha</c> (Lidstone): (count + α) / (total + αV) in the full context; uniform after a context never seen.</summary>
    AddAlpha,

    /// <summary>
    /// <c>witten-bell</c>: interpolated down to the uniform distribution; a context seen n times with T different successors keeps n / (n +
    /// T).
    /// Source: Witten and Bell 1991, method C; in the interpolated form of Chen and Goodman 1998, eq. 16–17.
    /// </summary>
    WittenBell,

    /// <summary>
    /// <c>kneser-ney</c>: interpolated modified Kneser–Ney down to the uniform distribution, three discounts for every length.
    /// Source: Chen and Goodman 1998, eq. 26–27; n-grams at a document's start keep their plain counts, as in Heafield et al. 2013.
    /// </summary>
    KneserNey,
}
